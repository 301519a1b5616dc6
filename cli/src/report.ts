import { CommandError, EXIT, Interrupted, UsageError } from './failure.js';
import type { Terminal } from './terminal/terminal.js';
import { printable } from './terminal/text.js';

/** How a command ended that did not end well. */
export interface Ending {
  code: string;
  message: string;
  nextStep: string;
  projectId?: string | undefined;
  exitCode: number;
}

/** What to say of an error, whoever threw it. Expected ones carry a next step; anything else is a bug, and shows where it arose. */
export function describeError(error: unknown, command: string): Ending {
  if (error instanceof UsageError) {
    return {
      code: 'USAGE',
      message: error.message,
      nextStep: `"reels ${command ? `${command} ` : ''}--help" tells how it is used.`,
      exitCode: EXIT.usage,
    };
  }
  if (error instanceof Interrupted) {
    return {
      code: 'INTERRUPTED',
      message: error.message,
      nextStep: error.nextStep,
      projectId: error.projectId,
      exitCode: error.exitCode,
    };
  }
  if (error instanceof CommandError) {
    const { code, message, nextStep, projectId } = error;
    return { code, message, nextStep, projectId, exitCode: EXIT.failed };
  }
  if (!(error instanceof Error)) return bug(String(error));
  // UserError of the contracts, SetupError of the stack and SettingsError of the platform: told apart by their fields, so that a quick command need not load those packages.
  const { name, message, code, nextStep } = error as Error & { code?: unknown; nextStep?: unknown };
  if (typeof nextStep === 'string')
    return { code: typeof code === 'string' ? code : 'SETUP', message, nextStep, exitCode: EXIT.failed };
  if (name === 'SettingsError')
    return {
      code: 'SETTINGS',
      message,
      nextStep: 'Mend them in the environment or in .env, then try again.',
      exitCode: EXIT.usage,
    };
  return bug(error.stack ?? message);
}

const bug = (message: string): Ending => ({
  code: 'INTERNAL',
  message: `Something went wrong that should not:\n${message}`,
  nextStep: 'Try again; if it happens again, report it with these lines.',
  exitCode: EXIT.failed,
});

/** Says how a command ended: on standard error, or with --json as its last line. */
export function report(ending: Ending, { out, err }: Terminal, json: boolean): void {
  const { code, message, nextStep, projectId, exitCode } = ending;
  if (json) {
    out.write(
      `${JSON.stringify({ type: 'error', code, message, nextStep, ...(projectId && { project: projectId }), exitCode })}\n`,
    );
    return;
  }
  const [first = '', ...rest] = message.split('\n');
  const mark = code === 'INTERRUPTED' ? err.paint.warn('■') : err.paint.bad('✗');
  const about = code === 'USAGE' || code === 'INTERRUPTED' ? '' : err.paint.dim(` [${code}]`);
  const lines = [`${mark} ${printable(first)}${about}`, ...rest.map((line) => `  ${printable(line)}`)];
  if (nextStep) lines.push(`  ${printable(nextStep)}`);
  if (projectId) lines.push(err.paint.dim(`  project ${projectId}`));
  err.write(`${lines.join('\n')}\n`);
}
