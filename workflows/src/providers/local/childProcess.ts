import { spawn } from 'node:child_process';
import { UserError } from '@reels/contracts';
import { childEnvironment } from '@reels/platform';

/** How long a program may tidy up before it is killed. */
const GRACE_MS = 2000;
/** How much of what it said last is kept for the error's detail. */
const TAIL = 4000;

export interface RunOptions {
  signal?: AbortSignal;
  /** Called with each line of stderr. */
  onLine?: (line: string) => void;
  /** Set for the program, beside this process's own environment. */
  env?: Record<string, string>;
}

/**
 * Runs a program to its end and gives its stdout. When the signal fires the program is ended, killed if it does not
 * obey, and the call rejects with the signal's reason after it is gone. A failure is UserError PROVIDER_FAILED.
 */
export function run(program: string, args: string[], { signal, onLine, env = {} }: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: childEnvironment(env) });
    let stdout = '';
    let stderr = '';
    let line = '';
    let killer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      child.kill('SIGTERM');
      killer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    };
    signal?.addEventListener('abort', stop, { once: true });

    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-TAIL);
      const lines = (line + text).split('\n');
      line = lines.pop() ?? '';
      lines.forEach((each) => onLine?.(each));
    });

    const settle = (outcome: () => void): void => {
      clearTimeout(killer);
      signal?.removeEventListener('abort', stop);
      outcome();
    };
    child.on('error', (error) =>
      settle(() => reject(new UserError('PROVIDER_FAILED', `${program} could not be started: ${error.message}.`))),
    );
    child.on('close', (code, killedBy) =>
      settle(() => {
        if (signal?.aborted) reject(signal.reason);
        else if (code === 0) resolve(stdout);
        else reject(new UserError('PROVIDER_FAILED', `${program} ended with ${killedBy ?? `code ${code}`}: ${lastWords(stderr)}`));
      }),
    );
  });
}

/** The last line in which a program complains, else the last it said. */
function lastWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim());
  return lines.findLast((line) => /error|fail|invalid|unknown/i.test(line)) ?? lines.at(-1) ?? 'it said nothing.';
}
