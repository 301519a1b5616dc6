import { expect, test } from '@jest/globals';
import { directionOf, visualOrder } from './bidi.js';

const seen = (line: string, base: 'ltr' | 'rtl'): string => {
  const words = line.split(' ');
  return visualOrder(words, base)
    .map((at) => words[at])
    .join(' ');
};

test.each([
  ['one two three', 'ltr', 'one two three'],
  ['אחת שתיים שלוש', 'rtl', 'שלוש שתיים אחת'],
  // Latin words read on from left to right inside a line that runs from the right, and a number after them is theirs.
  ['נוסע Apple Watch 11 כל', 'rtl', 'כל Apple Watch 11 נוסע'],
  ['לפני 24 שעות', 'rtl', 'שעות 24 לפני'],
  ['2024 שנה', 'rtl', 'שנה 2024'],
  ['he said שלום עולם today', 'ltr', 'he said עולם שלום today'],
  ['the מספר 7 bus', 'ltr', 'the 7 מספר bus'],
  ['אחת — שתיים', 'rtl', 'שתיים — אחת'],
] as const)('%j in a line from %s stands as %j', (line, base, order) => {
  expect(seen(line, base)).toBe(order);
});

test('most letters decide the direction', () => {
  expect(directionOf('قال Hello')).toBe('ltr');
  expect(directionOf('قال المدير Hello')).toBe('rtl');
  expect(directionOf('12 — 34')).toBe('ltr');
});
