import { expect, test } from '@jest/globals';
import { barsOf } from './bars';

const peaks = { bucketMs: 10, values: [0, 100, 200, 200, 50, 50, 0, 0] };

test('bars are the mean loudness under them, against the loudest', () => {
  const bars = barsOf(peaks, 0, 80, 4);
  expect(bars.map((bar) => bar.toFixed(3))).toEqual(['0.109', '1.000', '0.109', '0.000']);
});

test('a stretch, and what lies behind the end', () => {
  expect(barsOf(peaks, 20, 40, 2)).toEqual([1, 1]);
  expect(barsOf(peaks, 40, 120, 2)[1]).toBe(0);
});

test('more bars than buckets repeat them', () => {
  expect(barsOf(peaks, 20, 40, 6)).toEqual([1, 1, 1, 1, 1, 1]);
});
