import type { Stretch } from './boundaries.js';
import { rangeOf } from './boundaries.js';
import type { Episode, Line } from './episode.js';
import { prefixSums } from './statistics.js';
import { isLong } from './tokens.js';

/** Sums over a stretch's lines; what signals are computed from, in constant time each. */
export interface Evidence {
  episode: Episode;
  /** Total over a stretch. */
  sum(key: EvidenceKey, stretch: Stretch): number;
  lengthMs(stretch: Stretch): number;
  /** Where a stretch begins, 0 (start of the part used) to 1 (its end). */
  place(stretch: Stretch): number;
}

/** In interviews sentences of fewer words are reactions; where nobody is known to interview, banter is longer. */
const FEWEST_WORDS = 4;
const FEWEST_WORDS_AMONG_EQUALS = 6;

const COUNTS = {
  words: (line: Line) => line.sentence.words.length,
  guestWords: (line: Line) => (line.byHost ? 0 : line.sentence.words.length),
  speechMs: (line: Line) => Math.max(0, line.sentence.endMs - line.sentence.startMs),
  levelDb: (line: Line) => line.levelDb ?? 0,
  levelsMeasured: (line: Line) => (line.levelDb === null ? 0 : 1),
};

type Pattern = 'punch' | 'hedging' | 'address' | 'story' | 'contrast' | 'number';
type Frequency = 'longWords' | 'commonness' | 'trigrams' | 'repeatedTrigrams';
export type EvidenceKey = keyof typeof COUNTS | Pattern | Frequency;

/** Reads an episode's lines once. `part`: the lines that may be used. */
export function gatherEvidence(episode: Episode, part: Stretch): Evidence {
  const { lines } = episode;
  const columns: Partial<Record<EvidenceKey, number[]>> = { ...frequenciesOf(lines) };
  for (const [key, count] of Object.entries(COUNTS)) columns[key as keyof typeof COUNTS] = lines.map(count);
  for (const [key, count] of Object.entries(patternsOf(episode))) columns[key as Pattern] = lines.map((line) => (isScored(line, episode) ? count(line.plain) : 0));
  const sums = new Map(Object.entries(columns).map(([key, values]) => [key, prefixSums(values)]));
  const { startMs, endMs } = rangeOf(episode, part);
  return {
    episode,
    sum: (key, { from, to }) => sums.get(key)?.(from, to) ?? 0,
    lengthMs: (stretch) => {
      const range = rangeOf(episode, stretch);
      return Math.max(1, range.endMs - range.startMs);
    },
    place: ({ from }) => ((lines[from]?.sentence.startMs ?? startMs) - startMs) / Math.max(1, endMs - startMs),
  };
}

/** Whether a line's wording counts: the guest's, and long enough to say something. */
export function isScored(line: Line, { host }: Episode): boolean {
  return !line.byHost && line.sentence.words.length >= (host === null ? FEWEST_WORDS_AMONG_EQUALS : FEWEST_WORDS);
}

function patternsOf({ language }: Episode): Record<Pattern, (plain: string) => number> {
  const matches = (pattern: RegExp | null) => (plain: string) => (pattern?.test(plain) ? 1 : 0);
  const count = (patterns: readonly RegExp[]) => (plain: string) => patterns.filter((pattern) => pattern.test(plain)).length;
  return {
    punch: count(language.punch.map(({ pattern }) => pattern)),
    hedging: count(language.hedging),
    address: matches(language.address),
    story: matches(language.story),
    contrast: matches(language.contrast),
    number: matches(language.number),
  };
}

/** How common each line's long words are in the episode, and how many of its runs of three words come back elsewhere. */
function frequenciesOf(lines: readonly Line[]): Record<Frequency, number[]> {
  const words = countAll(lines.map((line) => line.tokens));
  const trigrams = lines.map(({ tokens }) => tokens.slice(2).map((token, index) => `${tokens[index]} ${tokens[index + 1]} ${token}`));
  const repeats = countAll(trigrams);
  const total = Math.max(1, [...words.values()].reduce((sum, count) => sum + count, 0));
  const long = lines.map(({ tokens }) => tokens.filter(isLong));
  return {
    longWords: long.map((tokens) => tokens.length),
    commonness: long.map((tokens) => tokens.reduce((sum, token) => sum + (words.get(token) ?? 0) / total, 0)),
    trigrams: trigrams.map((runs) => runs.length),
    repeatedTrigrams: trigrams.map((runs) => runs.filter((run) => (repeats.get(run) ?? 0) > 1).length),
  };
}

function countAll(lists: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of lists.flat()) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
