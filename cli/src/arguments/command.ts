import type { Arguments } from './arguments.js';
import type { Terminal } from '../terminal/terminal.js';

/** One option of a command, as parsed and as shown by --help. */
export interface Option {
  /** Without the dashes: `reels`, `out`. */
  name: string;
  short?: string;
  /** What stands for the value in the help (`N`, `DIR`); absent for a switch. */
  value?: string;
  help: string;
}

/** What a command is given to work with. */
export interface Context {
  args: Arguments;
  terminal: Terminal;
  /** Aborted by the first Ctrl-C or SIGTERM; the reason is an `Interrupted`. */
  signal: AbortSignal;
  /** Called by a second Ctrl-C, in place of waiting any longer. */
  onHurry: (hurry: () => Promise<void>) => void;
}

/** Does the command's work and says with which code the process ends. */
export type Run = (context: Context) => Promise<number>;

export interface Command {
  /** What is typed; empty for the default command (an episode in, reels out). */
  name: string;
  /** The arguments in the usage line: `ID [--only N,N | HIGHLIGHT...]`. */
  usage: string;
  /** One line for the overview. */
  summary: string;
  /** Paragraphs for the command's own help. */
  details: string[];
  options: readonly Option[];
  /** `[what is typed after "reels ", what it does]` */
  examples: readonly (readonly [string, string])[];
  /** How many words the command takes, and what one is called in an error. */
  words: { min: number; max: number; what: string };
  /** The implementation, loaded only when the command runs, so that each starts fast. */
  load: () => Promise<{ run: Run }>;
}
