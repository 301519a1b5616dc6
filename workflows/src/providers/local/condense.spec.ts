import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { condense } from './condense.js';

test('long stretches of no speech go, short pauses stay', () => {
  const { kept, durationMs } = condense([{ startMs: 1000, endMs: 2000 }, { startMs: 2500, endMs: 4000 }, { startMs: 20_000, endMs: 21_000 }], { startMs: 0, endMs: 21_200 });
  expect(kept).toEqual([{ startMs: 600, endMs: 4400 }, { startMs: 19_600, endMs: 21_200 }]);
  expect(durationMs).toBe(5400);
});

test('times find back to where they were, and at a seam to the side that is asked for', () => {
  const { toOriginal } = condense([{ startMs: 1000, endMs: 2000 }, { startMs: 20_000, endMs: 21_000 }], { startMs: 0, endMs: 30_000 });
  expect(toOriginal(500, 'start')).toBe(1100);
  expect(toOriginal(1800, 'end')).toBe(2400);
  expect(toOriginal(1800, 'start')).toBe(19_600);
  expect(toOriginal(99_000, 'end')).toBe(21_400);
});

test('the way back never runs backwards and stays inside what is kept', () => {
  const speech = fc.array(fc.tuple(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 9000 })), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(speech, fc.array(fc.nat(200_000)), (parts, times) => {
      let at = 0;
      const ranges = parts.map(([gap, length]) => ({ startMs: (at += gap), endMs: (at += length) }));
      const { kept, toOriginal } = condense(ranges, { startMs: 0, endMs: at });
      const back = times.sort((a, b) => a - b).map((ms) => toOriginal(ms, 'end'));
      back.forEach((ms, i) => {
        expect(ms).toBeGreaterThanOrEqual(back[i - 1] ?? 0);
        expect(kept.some(({ startMs, endMs }) => ms >= startMs && ms <= endMs)).toBe(true);
      });
    }),
  );
});
