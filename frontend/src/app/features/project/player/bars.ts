/** The loudness envelope of a recording, as the API stores it: the largest sample of each bucket, 0 to 255. */
export interface Envelope {
  bucketMs: number;
  values: readonly number[];
}

/** Lifts what is loud from what is soft, so that speech looks like speech and not like a wall. */
const CONTRAST = 1.6;

/**
 * Heights of so many bars for a stretch of the recording, 0 to 1: the mean loudness under each bar, against the loudest bar.
 * Zero where the recording is over.
 */
export function barsOf({ bucketMs, values }: Envelope, startMs: number, endMs: number, count: number): number[] {
  const perBar = (endMs - startMs) / count / bucketMs;
  const means = Array.from({ length: count }, (_, bar) => {
    const from = Math.floor(startMs / bucketMs + bar * perBar);
    const to = Math.max(from + 1, Math.floor(startMs / bucketMs + (bar + 1) * perBar));
    let sum = 0;
    for (let index = from; index < to; index++) sum += values[index] ?? 0;
    return sum / (to - from);
  });
  const loudest = Math.max(1, ...means);
  return means.map((mean) => (mean / loudest) ** CONTRAST);
}
