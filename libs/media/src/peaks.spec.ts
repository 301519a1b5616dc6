import { expect, test } from '@jest/globals';
import { PeakMeter } from './peaks.js';

test('the largest sample of each bucket, whichever way the samples arrive', () => {
  const samples = Int16Array.from({ length: 90 }, (_, index) =>
    index === 5 ? -32_768 : index === 45 ? 16_384 : index === 89 ? -8_192 : 10,
  );
  for (const size of [1, 7, 40, 90]) {
    const meter = new PeakMeter(1_000, 40);
    for (let at = 0; at < samples.length; at += size) meter.push(samples.subarray(at, at + size));
    expect(meter.durationMs).toBe(90);
    expect(meter.peaks()).toEqual({ bucketMs: 40, values: [255, 128, 64] });
    expect(meter.loudestDbfs()).toBe(0);
  }
});

test('nothing at all is infinitely quiet', () => {
  const meter = new PeakMeter(16_000);
  expect(meter.loudestDbfs()).toBe(-Infinity);
  expect(meter.peaks().values).toEqual([]);
});
