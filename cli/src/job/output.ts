import type { Arguments } from '../arguments/arguments.js';
import type { Option } from '../arguments/command.js';

/** How a job tells what it does, and where its files go. */
export interface OutputChoice {
  json: boolean;
  quiet: boolean;
  /** Undefined: `reels-out/<episode>`. */
  out: string | undefined;
}

export const OUTPUT_OPTIONS: readonly Option[] = [
  { name: 'out', short: 'o', value: 'DIR', help: 'folder for the files (reels-out/<episode>)' },
  { name: 'json', help: 'one JSON object a line on standard output, for machines' },
  { name: 'quiet', short: 'q', help: 'no progress, only the result' },
];

export function readOutput(args: Arguments): OutputChoice {
  return { json: args.flag('json'), quiet: args.flag('quiet'), out: args.text('out') };
}
