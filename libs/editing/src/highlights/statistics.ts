/** Sums of any stretch of a list in constant time: `sum(from, to)` adds up [from, to). */
export function prefixSums(values: readonly number[]): (from: number, to: number) => number {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    sums[index + 1] = (sums[index] ?? 0) + value;
  });
  return (from, to) => (sums[to] ?? 0) - (sums[from] ?? 0);
}

export interface Spread {
  mean: number;
  deviation: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, deviation: Math.sqrt(variance) };
}

/** How far a value lies from the mean, in deviations, at most 3; 0 where all are alike. */
export function standardised(value: number, { mean, deviation }: Spread): number {
  return deviation < 1e-9 ? 0 : Math.max(-3, Math.min(3, (value - mean) / deviation));
}
