import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inParallel } from './inParallel.js';
import { SpeedMeter } from './speedMeter.js';
import { planParts } from './upload.js';

const never = new AbortController().signal;
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('parts cover the file, each byte once', () => {
  expect(planParts('e', 25, 10)).toEqual([
    { partNumber: 1, path: 'e', start: 0, bytes: 10 },
    { partNumber: 2, path: 'e', start: 10, bytes: 10 },
    { partNumber: 3, path: 'e', start: 20, bytes: 5 },
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 100, max: 10_000 }), (size, partBytes) => {
      const parts = planParts('e', size, partBytes);
      return (
        parts.every((part, index) => part.start === index * partBytes && part.bytes > 0) &&
        parts.reduce((sum, part) => sum + part.bytes, 0) === size
      );
    }),
  );
});

test('no more than so many at once, and results in order', async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([5, 1, 4, 2, 3], 3, never, async (item) => {
    most = Math.max(most, ++running);
    await later(item * 3);
    running--;
    return item * 2;
  });
  expect(results).toEqual([10, 2, 8, 4, 6]);
  expect(most).toBe(3);
});

test('the first failure stops the others and is the one that is told', async () => {
  const begun: number[] = [];
  const work = inParallel([1, 2, 3, 4], 2, never, async (item, signal) => {
    begun.push(item);
    if (item === 1) throw new Error('part 1');
    await later(20);
    signal.throwIfAborted();
  });
  await expect(work).rejects.toThrow('part 1');
  expect(begun).toEqual([1, 2]);
});

test('the speed is that of the last seconds; bytes sent again are taken back', () => {
  let now = 0;
  const told: number[][] = [];
  const meter = new SpeedMeter(
    10_000,
    ({ doneBytes, bytesPerSecond }) => void told.push([doneBytes, bytesPerSecond]),
    () => now,
  );
  for (const [at, bytes] of [
    [0, 1000],
    [1000, 1000],
    [1010, 500],
    [2000, -500],
    [4000, 8000],
  ] as const) {
    now = at;
    meter.add(bytes);
  }
  expect(told).toEqual([
    [1000, 0],
    [2000, 1000],
    [2000, 500],
    [10_000, 2667],
  ]);
});
