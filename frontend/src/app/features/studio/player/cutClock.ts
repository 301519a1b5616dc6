import type { Range } from '@reels/contracts';

/** The reel's own clock over the ranges of the episode that it keeps, one after the other. */

export const cutDurationMs = (cut: readonly Range[]): number => cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

/** Where a moment of the reel lies: the index of its range, and the time in the recording. Moments outside are moved to the nearest end. */
export function placeOf(cut: readonly Range[], reelMs: number): { range: number; sourceMs: number } {
  let left = Math.max(0, reelMs);
  for (const [range, { startMs, endMs }] of cut.entries()) {
    if (left < endMs - startMs || range === cut.length - 1) return { range, sourceMs: Math.min(startMs + left, endMs) };
    left -= endMs - startMs;
  }
  return { range: 0, sourceMs: 0 };
}

/** The moment of the reel at which a time of the recording, inside this range, is played. */
export function reelMsOf(cut: readonly Range[], range: number, sourceMs: number): number {
  const { startMs = 0, endMs = 0 } = cut[range] ?? {};
  return cutDurationMs(cut.slice(0, range)) + Math.min(Math.max(sourceMs, startMs), endMs) - startMs;
}

/** What is said in a reel, at the times of the recording: there it stays where it is, whatever becomes of the cut. */
export function onEpisodeClock<Spoken extends Range & { words: Range[] }>(cut: readonly Range[], sentences: readonly Spoken[]): Spoken[] {
  const moved = <Timed extends Range>(timed: Timed): Timed => {
    const startMs = placeOf(cut, timed.startMs).sourceMs;
    return { ...timed, startMs, endMs: startMs + timed.endMs - timed.startMs };
  };
  return sentences.map((sentence) => ({ ...moved(sentence), words: sentence.words.map(moved) }));
}
