import { expect, test } from '@jest/globals';
import { age, bytes, clock, count, duration, money, timeLeft, inOneLine } from './format';

test.each([
  [0, '0:00'],
  [61_900, '1:01'],
  [3_729_000, '1:02:09'],
])('%d ms is at %s', (ms, text) => expect(clock(ms)).toBe(text));

test.each([
  [34_400, '34 s'],
  [60_000, '1 min'],
  [266_000, '4 min 26 s'],
  [3_720_000, '1 h 2 min'],
  [7_200_000, '2 h'],
])('%d ms last %s', (ms, text) => expect(duration(ms)).toBe(text));

test.each([
  [null, ''],
  [3_000, 'a few seconds left'],
  [31_000, 'about 40 s left'],
  [95_000, 'about 2 min left'],
])('%p ms: %s', (ms, text) => expect(timeLeft(ms)).toBe(text));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [2_661_423, '2.7 MB'],
  [14_000_000, '14 MB'],
  [20_000_000_000, '20 GB'],
])('%d bytes are %s', (number, text) => expect(bytes(number)).toBe(text));

test('ages go by the calendar', () => {
  const now = new Date(2026, 10, 22, 9, 0).getTime();
  const ago = (...at: [number, number, number, number, number]) => age(new Date(...at).toISOString(), now);
  expect(ago(2026, 10, 22, 8, 59)).toBe('1 min ago');
  expect(ago(2026, 10, 22, 1, 0)).toBe('8 h ago');
  expect(ago(2026, 10, 21, 23, 0)).toBe('yesterday');
  expect(ago(2026, 10, 19, 23, 0)).toBe('3 days ago');
  expect(ago(2025, 5, 3, 12, 0)).toContain('2025');
});

test('small words', () => {
  expect([count(1, 'reel'), count(3, 'reel'), count(0, 'moment')]).toEqual(['1 reel', '3 reels', '0 moments']);
  expect([money(0), money(1_234_000), money(3_000)]).toEqual(['$0.00', '$1.23', '$0.003']);
});

test('facts in a line stay whole, names may break', () => {
  expect(inOneLine(['The Second Shift', null, '1 h ago', 'A show whose name is a whole sentence'])).toBe('The\u00a0Second\u00a0Shift · 1\u00a0h\u00a0ago · A show whose name is a whole sentence');
});
