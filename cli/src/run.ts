import type { Context } from './arguments/command.js';
import { renderHelp, renderOverview } from './arguments/help.js';
import { findCommand, parseCommandLine } from './arguments/parse.js';
import { COMMANDS } from './commands/registry.js';
import { EXIT, Interrupted } from './failure.js';
import { describeError, report } from './report.js';

/** Runs the command that a line (without "reels") asks for; returns the exit code. Never throws. */
export async function run(line: readonly string[], { terminal, signal, onHurry }: Omit<Context, 'args'>): Promise<number> {
  const { command, rest } = findCommand(aliased(line), COMMANDS);
  try {
    if (line.length === 0) {
      terminal.err.write(`${renderOverview(COMMANDS)}\n`);
      return EXIT.usage;
    }
    const args = parseCommandLine(rest, command);
    if (args.flag('help')) {
      terminal.out.write(`${command.name ? renderHelp(command) : renderOverview(COMMANDS)}\n`);
      return EXIT.ok;
    }
    const { run: runCommand } = await command.load();
    return await runCommand({ args, terminal, signal, onHurry });
  } catch (error) {
    const interrupted = signal.aborted && !(error instanceof Interrupted);
    const ending = describeError(interrupted ? signal.reason : error, command.name);
    report(ending, terminal, rest.includes('--json'));
    return ending.exitCode;
  }
}

/** `reels --version`, `reels help` and `reels help COMMAND`, as other programs have them. */
function aliased(line: readonly string[]): readonly string[] {
  const [first, ...rest] = line;
  if (first === '--version' || first === '-V') return ['version', ...rest];
  return first === 'help' ? [...rest, '--help'] : line;
}
