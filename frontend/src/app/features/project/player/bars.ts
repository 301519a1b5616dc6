/** The loudness envelope of a recording, as the API stores it: the largest sample of each bucket, 0 to 255. */
export interface Envelope {
  bucketMs: number;
  values: readonly number[];
}

/**
 * Heights of so many bars for a stretch of the recording, 0 to 1: the largest value under each bar, against the loudest of the
 * whole recording. Zero where the recording is over.
 */
export function barsOf({ bucketMs, values }: Envelope, startMs: number, endMs: number, count: number): number[] {
  const loudest = values.reduce((most, value) => Math.max(most, value), 1);
  const perBar = (endMs - startMs) / count / bucketMs;
  return Array.from({ length: count }, (_, bar) => {
    const from = startMs / bucketMs + bar * perBar;
    let most = 0;
    for (let index = Math.floor(from); index < Math.max(Math.floor(from) + 1, from + perBar); index++) most = Math.max(most, values[index] ?? 0);
    return most / loudest;
  });
}
