import { expect, test } from '@jest/globals';
import { SpeedMeter } from './speedMeter';

test('the speed is that of the last seconds, and tells the time left', () => {
  let now = 0;
  const meter = new SpeedMeter(() => now);
  meter.add(0);
  expect(meter.bytesPerSecond()).toBeNull();
  for (now = 1000; now <= 4000; now += 1000) meter.add(2_000_000);
  now = 4000;
  expect(meter.bytesPerSecond()).toBe(2_000_000);
  expect(meter.timeLeftMs(10_000_000)).toBe(5000);
  // Ten silent seconds: nothing gets through any more.
  now = 14_000;
  expect(meter.bytesPerSecond()).toBe(0);
  expect(meter.timeLeftMs(10_000_000)).toBeNull();
});

test('a pause is forgotten', () => {
  let now = 0;
  const meter = new SpeedMeter(() => now);
  meter.add(5_000_000);
  meter.reset();
  now = 60_000;
  meter.add(1000);
  now = 62_000;
  expect(meter.bytesPerSecond()).toBe(500);
});
