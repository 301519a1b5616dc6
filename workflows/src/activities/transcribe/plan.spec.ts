import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Range } from '@reels/contracts';
import { planChunks } from './plan.js';

/** Speech as voice activity finds it: stretches with pauses between them, anywhere in a recording of up to four hours. */
const recordings = fc
  .array(fc.record({ pause: fc.integer({ min: 1, max: 20_000 }), length: fc.integer({ min: 100, max: 60_000 }) }), { minLength: 1, maxLength: 300 })
  .map((parts) => {
    let at = 0;
    const speech = parts.map(({ pause, length }): Range => ({ startMs: (at += pause), endMs: (at += length) }));
    return { speech, durationMs: at + 500 };
  });

test('chunks are in order, inside the recording, without overlaps, and hold all of the speech', () => {
  fc.assert(
    fc.property(recordings, ({ speech, durationMs }) => {
      const chunks = planChunks(speech, durationMs);
      chunks.forEach((chunk, i) => {
        expect(chunk.startMs).toBeGreaterThanOrEqual(chunks[i - 1]?.endMs ?? 0);
        expect(chunk.endMs).toBeGreaterThan(chunk.startMs);
        expect(chunk.endMs).toBeLessThanOrEqual(durationMs);
      });
      for (const range of speech) expect(chunks.some((chunk) => chunk.startMs <= range.startMs && range.endMs <= chunk.endMs)).toBe(true);
    }),
  );
});

test('no chunk is longer than seven minutes, or shorter than three unless it is the last', () => {
  fc.assert(
    fc.property(recordings, ({ speech, durationMs }) => {
      const chunks = planChunks(speech, durationMs);
      for (const [i, { startMs, endMs }] of chunks.entries()) {
        expect(endMs - startMs).toBeLessThanOrEqual(7 * 60_000 + 1000);
        if (i < chunks.length - 1) expect(endMs - startMs).toBeGreaterThanOrEqual(3 * 60_000);
      }
    }),
  );
});

test('an hour with a pause every ten seconds is cut in its longest pauses', () => {
  const speech = Array.from({ length: 360 }, (_, i) => ({ startMs: i * 10_000, endMs: i * 10_000 + (i % 30 === 29 ? 7_000 : 9_500) }));
  const chunks = planChunks(speech, 3_600_000);
  expect(chunks).toHaveLength(12);
  expect(chunks.map(({ endMs }) => endMs % 300_000).slice(0, -1)).toEqual(new Array(11).fill(297_500));
});

test('speech without a pause is cut in its quietest place', () => {
  const loudness = { bucketMs: 1000, values: Array.from({ length: 1200 }, (_, i) => (i === 270 ? 3 : 90)) };
  const [first, second] = planChunks([{ startMs: 0, endMs: 600_000 }], 600_000, loudness);
  expect(first).toEqual({ startMs: 0, endMs: 270_500 });
  expect(second?.startMs).toBe(270_500);
});

test('no speech makes no chunks', () => {
  expect(planChunks([], 60_000)).toEqual([]);
});
