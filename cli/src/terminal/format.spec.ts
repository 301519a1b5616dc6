import { expect, test } from '@jest/globals';
import { count, formatBytes, shortId } from './format.js';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [148_000_000, '148 MB'],
  [1_250_000_000, '1.3 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('numbers with their nouns', () => {
  expect([count(1, 'reel'), count(0, 'reel'), count(2, 'stretch', 'stretches')]).toEqual(['1 reel', '0 reels', '2 stretches']);
});

test('ids are shown by their end, where they differ', () => {
  expect(shortId('0199a1b2-0000-7000-8000-00000000abcd')).toBe('0000abcd');
});
