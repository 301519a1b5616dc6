import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatDuration, parseDuration } from './duration.js';

test.each([
  ['20', 20_000],
  ['20s', 20_000],
  ['1:05', 65_000],
  ['01:02:03', 3_723_000],
  ['1m5s', 65_000],
  ['1M5S', 65_000],
  ['90m', 5_400_000],
  ['1.5h', 5_400_000],
  ['500ms', 500],
  ['1s500ms', 1_500],
  ['0:20.5', 20_500],
  [' 7 ', 7_000],
  ['75:00', 4_500_000],
])('%s is %d ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', 'soon', '-5', '1:5:', '1:75', '1:60:00', '5x', 's', '1h-5m', '1e3', '٣'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeNull();
});

test.each([
  [0, '0:00'],
  [42_400, '0:42'],
  [59_600, '1:00'],
  [3_723_000, '1:02:03'],
])('%d ms is shown as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test('what is shown can be typed again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 360_000 }),
      (seconds) => parseDuration(formatDuration(seconds * 1000)) === seconds * 1000,
    ),
  );
});
