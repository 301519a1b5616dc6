import { CAPTION_STYLES, DEFAULT_OPTIONS, LAYOUTS } from '@reels/contracts';
import type { Range } from '@reels/contracts';
import { upper } from '../api/enums.js';
import type { Arguments } from '../arguments/arguments.js';
import type { Option } from '../arguments/command.js';
import { formatDuration } from '../arguments/duration.js';
import { UsageError } from '../failure.js';
import type { ProjectOptionsInput } from '../generated/operations.js';

const MOST_REELS = 50;
const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

/** Options for how many reels there are to be and how long; shared with `reels highlights`. */
export const LENGTH_OPTIONS: readonly Option[] = [
  { name: 'reels', short: 'n', value: 'N', help: `how many reels at most (${DEFAULT_OPTIONS.reels})` },
  {
    name: 'min',
    value: 'TIME',
    help: `shortest reel (${seconds(DEFAULT_OPTIONS.minMs)}); times are written 20, 20s, 1:05 or 1m5s`,
  },
  { name: 'max', value: 'TIME', help: `longest reel (${seconds(DEFAULT_OPTIONS.maxMs)})` },
];

/** Options for which part of the episode is used, and in which language it is. */
export const PART_OPTIONS: readonly Option[] = [
  { name: 'from', value: 'TIME', help: 'use the episode from here on' },
  { name: 'for', value: 'TIME', help: 'use only so much of it' },
  { name: 'language', value: 'TAG', help: 'the language spoken, such as en or pt-BR (found by listening)' },
];

/** Options for how a reel looks. */
export const LOOK_OPTIONS: readonly Option[] = [
  { name: 'captions', value: 'STYLE', help: `${CAPTION_STYLES.join(', ')} or none (studio for audio, punch over video)` },
  { name: 'layout', value: 'LAYOUT', help: `${LAYOUTS.join(' or ')} (fit when the episode has a moving picture)` },
];

/** Lengths as they were typed, checked against each other and the defaults. */
export function readLengths(args: Arguments): { reels?: number; minMs?: number; maxMs?: number } {
  const reels = args.wholeNumber('reels', 1, MOST_REELS);
  const minMs = args.duration('min');
  const maxMs = args.duration('max');
  if (minMs === 0) throw new UsageError('--min must be longer than 0.');
  // With one of the two given, the other moves along, so that "--max 15" alone is enough.
  const [least, most] = [minMs ?? DEFAULT_OPTIONS.minMs, maxMs ?? DEFAULT_OPTIONS.maxMs];
  if (least > most && minMs !== undefined && maxMs !== undefined) {
    throw new UsageError(`--min (${formatDuration(minMs)}) is longer than --max (${formatDuration(maxMs)}).`);
  }
  return {
    ...(reels !== undefined && { reels }),
    ...(minMs !== undefined ? { minMs } : least > most && { minMs: Math.floor(most / 2) }),
    ...(maxMs !== undefined ? { maxMs } : least > most && { maxMs: least * 2 }),
  };
}

/** The part of the episode to use; null: all of it. */
export function readPart(args: Arguments): Range | null {
  const { fromMs = 0, forMs } = readPartTimes(args);
  if (fromMs === 0 && forMs === undefined) return null;
  return { startMs: fromMs, endMs: forMs === undefined ? Number.MAX_SAFE_INTEGER : fromMs + forMs };
}

function readPartTimes(args: Arguments): { fromMs?: number; forMs?: number } {
  const fromMs = args.duration('from');
  const forMs = args.duration('for');
  if (forMs === 0) throw new UsageError('--for must be longer than 0.');
  return { ...(fromMs !== undefined && { fromMs }), ...(forMs !== undefined && { forMs }) };
}

/** The options of a project as they were typed; what was not is left to the API's defaults. */
export function readProjectOptions(args: Arguments): ProjectOptionsInput {
  const language = args.language('language');
  const captions = args.choice('captions', [...CAPTION_STYLES, 'auto', 'none']);
  const layout = args.choice('layout', [...LAYOUTS, 'auto']);
  return {
    ...readLengths(args),
    ...readPartTimes(args),
    ...(language !== undefined && { language }),
    ...(captions !== undefined && { captions: upper(captions) }),
    ...(layout !== undefined && { layout: upper(layout) }),
    ...(args.flag('review') && { review: true }),
  };
}
