import { expect, test } from '@jest/globals';
import { Backoff } from './backoff';

test('waits are doubled up to ten seconds, and start over once it worked', () => {
  const backoff = new Backoff(() => 0);
  expect(Array.from({ length: 7 }, () => backoff.next())).toEqual([400, 800, 1600, 3200, 6400, 10_000, 10_000]);
  backoff.reset();
  expect(backoff.next()).toBe(400);
});

test('chance takes up to a quarter off', () => {
  expect(new Backoff(() => 1).next()).toBe(300);
});
