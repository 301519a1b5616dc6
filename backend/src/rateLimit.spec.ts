import { expect, test } from '@jest/globals';
import { RateLimit } from './rateLimit.js';

test('so many attempts in a window, each key for itself', () => {
  let now = 0;
  const limit = new RateLimit(2, 60_000, () => now);
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 0]);
  now = 15_500;
  expect(limit.take('a')).toBe(45);
  expect(limit.take('b')).toBe(0);
  now = 60_000;
  expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([0, 0, 60]);
});

test('what is given back does not count', () => {
  const limit = new RateLimit(1, 60_000, () => 0);
  for (let times = 0; times < 3; times++) {
    expect(limit.take('a')).toBe(0);
    limit.giveBack('a');
  }
  limit.giveBack('a');
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 60]);
});
