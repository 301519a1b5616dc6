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
