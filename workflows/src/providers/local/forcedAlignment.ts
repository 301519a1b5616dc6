import type { RecognizedWord, TimedWord } from '../../ports/index.js';
import { spokenTokens } from './pronunciation.js';
import type { Voice } from './pronunciation.js';
import { SAMPLE_RATE } from './wav.js';

/** Finds known words in a short piece of sound. Seconds from its start, one for each token; null when they are not in it. */
export interface TokenAligner {
  align(tokens: string[], samples: Float32Array): { start: number; end: number }[] | null;
}

/** Reads the sound to align in. */
export interface Sound {
  durationMs: number;
  read(startSample: number, count: number): Promise<Float32Array>;
}

/**
 * Words are looked for two dozen at a time, with some neighbours on each side, which are thrown away: an error stays in
 * its window, and a word that the recognizer missed shifts no others. Milliseconds; found by trial with `bench/words.mjs`
 * (half as many words cost half as much time again and find no more; tighter sound loses the words after pauses).
 */
const WINDOW = {
  words: 24,
  /** A window that fails is halved down to this. */
  fewest: 6,
  context: 3,
  /** Sound before the first word's coarse start and after the last word's coarse end. */
  beforeMs: 250,
  afterMs: 300,
  /** A pause after which a window rather begins than not. */
  breakMs: 1000,
  /** No context across pauses longer than this. */
  contextGapMs: 1150,
};
/** A start found so far from the coarse one, which may be a second late after a pause, is a mistake of the aligner. */
const STRAY = { earlyMs: 1500, lateMs: 1000 };
const SHORTEST_MS = 20;

/** Replaces coarse times by those found in the sound, where they are found. */
export async function alignWords(
  words: readonly RecognizedWord[],
  sound: Sound,
  aligner: TokenAligner,
  voice: Voice,
  onProgress?: (fraction: number) => void,
): Promise<TimedWord[]> {
  const tokens = words.map(({ text }) => spokenTokens(text, voice));
  const timed = words.map((word): TimedWord => ({ ...word, timing: 'recognized' }));
  /** A window that cannot be found as a whole is looked for in halves. */
  const alignFrom = async (first: number, last: number): Promise<void> => {
    const found = await alignWindow(words, tokens, first, last, sound, aligner);
    if (!found && last - first > WINDOW.fewest) {
      const half = Math.ceil((first + last) / 2);
      await alignFrom(first, half);
      await alignFrom(half, last);
      return;
    }
    for (let i = first; found && i < last; i++) {
      const range = found.get(i);
      if (range && isNear(range.startMs, words, i)) timed[i] = { ...words[i]!, ...range, timing: 'aligned' };
    }
  };
  for (let first = 0; first < words.length; ) {
    const last = endOfWindow(words, first);
    await alignFrom(first, last);
    onProgress?.(last / words.length);
    first = last;
  }
  return makeMonotone(timed);
}

const gapBefore = (words: readonly RecognizedWord[], i: number): number => words[i]!.startMs - words[i - 1]!.endMs;

/** Ends a window early where a pause falls into its second half. */
function endOfWindow(words: readonly RecognizedWord[], first: number): number {
  const end = Math.min(words.length, first + WINDOW.words);
  for (let i = first + Math.ceil(WINDOW.words / 2); i < end; i++) if (gapBefore(words, i) > WINDOW.breakMs) return i;
  return end;
}

function withContext(words: readonly RecognizedWord[], first: number, last: number): [from: number, to: number] {
  let from = first;
  let to = last;
  while (from > 0 && first - from < WINDOW.context && gapBefore(words, from) < WINDOW.contextGapMs) from--;
  while (to < words.length && to - last < WINDOW.context && gapBefore(words, to) < WINDOW.contextGapMs) to++;
  return [from, to];
}

/** Where each word from `first` to before `last` is found, by its index; null when they cannot be found together. */
async function alignWindow(
  words: readonly RecognizedWord[],
  tokens: readonly string[][],
  first: number,
  last: number,
  sound: Sound,
  aligner: TokenAligner,
): Promise<Map<number, { startMs: number; endMs: number }> | null> {
  const [from, to] = withContext(words, first, last);
  const spoken = tokens.slice(from, to).flatMap((own, k) => own.map((token) => ({ token, word: from + k })));
  const fromMs = Math.max(0, words[from]!.startMs - WINDOW.beforeMs);
  const toMs = Math.min(sound.durationMs, words[to - 1]!.endMs + WINDOW.afterMs);
  if (spoken.length === 0 || toMs - fromMs < 100) return null;
  const start = Math.round((fromMs * SAMPLE_RATE) / 1000);
  const samples = await sound.read(start, Math.round((toMs * SAMPLE_RATE) / 1000) - start);
  const times = aligner.align(spoken.map(({ token }) => token), samples);
  if (!times) return null;
  const found = new Map<number, { startMs: number; endMs: number }>();
  spoken.forEach(({ word }, k) => {
    const startMs = found.get(word)?.startMs ?? Math.round(fromMs + times[k]!.start * 1000);
    found.set(word, { startMs, endMs: Math.round(fromMs + times[k]!.end * 1000) });
  });
  return found;
}

function isNear(startMs: number, words: readonly RecognizedWord[], i: number): boolean {
  const coarse = words[i]!;
  return startMs > coarse.startMs - STRAY.earlyMs && startMs < coarse.endMs + STRAY.lateMs;
}

/** No word begins before the one before it, none lasts into the next. */
function makeMonotone(words: TimedWord[]): TimedWord[] {
  let earliest = 0;
  const starts = words.map(({ startMs }) => {
    const start = Math.max(startMs, earliest);
    earliest = start + SHORTEST_MS;
    return start;
  });
  return words.map((word, i) => {
    const startMs = starts[i]!;
    return { ...word, startMs, endMs: Math.max(startMs + SHORTEST_MS, Math.min(word.endMs, starts[i + 1] ?? Infinity)) };
  });
}
