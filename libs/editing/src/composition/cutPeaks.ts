import type { Peaks, Range } from '@reels/contracts';

/** The loudness of a cut, from the episode's; same bucket length. */
export function cutPeaks({ bucketMs, values }: Peaks, cut: readonly Range[]): Peaks {
  return { bucketMs, values: cut.flatMap(({ startMs, endMs }) => values.slice(Math.round(startMs / bucketMs), Math.round(endMs / bucketMs))) };
}
