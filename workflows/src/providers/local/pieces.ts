import type { Range } from '@reels/contracts';

/** What is recognized in one go: some speech, and the part of the recording that belongs to it. */
export interface Piece {
  speech: Range[];
  /** Ends in the middle of a pause, where the next piece begins; the last has no end. */
  within: Range;
}

/** Whisper hears 30 s at a time; what fits costs one look, and can be shown when it is done. */
const LONGEST_MS = 29_000;
/** Nor does a piece get so short that the looks add up. */
const SHORTEST_MS = 15_000;
/** Shorter pauses mostly lie inside sentences, whose words and punctuation hang together. */
const PAUSE_MS = 500;
/** Speech without such a pause is cut at a shorter one, lest whoever reads along wait for minutes. */
const LONGEST_BREATH_MS = 2 * LONGEST_MS;

/**
 * Cuts the speech of a recording into pieces that are recognized one after the other: at the longest pause after half a window
 * of speech.
 */
export function cutIntoPieces(speech: readonly Range[]): Piece[] {
  const pieces: Piece[] = [];
  let rest = [...speech];
  let startMs = 0;
  while (rest.length > 0) {
    const count = countOfNext(rest);
    const [last, next] = [rest[count - 1]!, rest[count]];
    const endMs = next ? Math.floor((last.endMs + next.startMs) / 2) : Infinity;
    pieces.push({ speech: rest.slice(0, count), within: { startMs, endMs } });
    rest = rest.slice(count);
    startMs = endMs;
  }
  return pieces;
}

/** How many of these ranges make the first piece. */
function countOfNext(speech: readonly Range[]): number {
  let heard = 0;
  let best: { count: number; pause: number } | undefined;
  for (const [i, { startMs, endMs }] of speech.entries()) {
    const pause = i === 0 ? 0 : startMs - speech[i - 1]!.endMs;
    if (heard >= SHORTEST_MS && (!best || pause >= best.pause)) best = { count: i, pause };
    // Long pauses are cut out of what is recognized, short ones are in it.
    heard += endMs - startMs + Math.min(pause, 2 * PAUSE_MS);
    if (best && heard > (best.pause >= PAUSE_MS ? LONGEST_MS : LONGEST_BREATH_MS)) return best.count;
  }
  return speech.length;
}
