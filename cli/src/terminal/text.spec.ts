import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cell, fit, printable, textWidth, wrap } from './text.js';

test.each([
  ['abc', 3],
  ['ラジオ', 6],
  ['한국', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['👩‍👩‍👧 x', 4],
  ['हि', 1],
  ['', 0],
])('%j takes %d columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test('foreign text cannot steer the terminal', () => {
  expect(printable('a\u001b[2Jb\u001b]0;title\u0007c\r\nd\u202ee')).toBe('a b ]0;title c d e');
});

test('text is cut to the columns there are', () => {
  expect(fit('podcast', 7)).toBe('podcast');
  expect(fit('podcasts', 7)).toBe('podcas…');
  expect(fit('ラジオが歌う', 6)).toBe('ラジ…');
  expect(fit('abc', 0)).toBe('');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, columns) => textWidth(fit(text, columns)) <= columns),
  );
});

test('cells are filled up on either side', () => {
  expect([cell('ab', 4), cell('ab', 4, 'right'), cell('歌', 4)]).toEqual(['ab  ', '  ab', '歌  ']);
});

test('text is wrapped at blanks', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('incomprehensibilities are long', 10)).toEqual(['incomprehensibilities', 'are long']);
});
