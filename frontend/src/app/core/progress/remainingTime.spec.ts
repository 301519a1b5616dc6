import { expect, test } from '@jest/globals';
import { RemainingTime } from './remainingTime';

const observed = (...samples: [at: number, percent: number | null][]): RemainingTime => {
  const remaining = new RemainingTime();
  for (const [at, percent] of samples) remaining.observe('TRANSCRIBE', percent, at);
  return remaining;
};

test('the time left goes by how fast the percentage grew', () => {
  expect(observed([0, 10], [5_000, 20], [10_000, 30]).leftMs('TRANSCRIBE', 10_000)).toBe(35_000);
  // Ten seconds without news: it is half as fast as it seemed.
  expect(observed([0, 10], [5_000, 20], [10_000, 30]).leftMs('TRANSCRIBE', 20_000)).toBe(70_000);
});

test.each([
  ['at first', observed([0, 10], [1_000, 30]), 1_000],
  ['while nothing moves', observed([0, 10], [20_000, 11]), 20_000],
  ['where nothing is measured', observed([0, null]), 10_000],
  ['when all is measured and it goes on', observed([0, 50], [10_000, 100]), 12_000],
  ['after it began anew', observed([0, 50], [10_000, 80], [11_000, 5]), 11_000],
])('nothing is said %s', (_when, remaining, now) => {
  expect(remaining.leftMs('TRANSCRIBE', now)).toBeNull();
});
