import { expect, test } from '@jest/globals';
import { sentences } from '../../../../testing/sentences';
import { lastStartedAt, saidAt, wordAtOffset, wordRanges } from './words';

test('words are found in their sentence one after the other', () => {
  const [sentence] = sentences({ at: 0, text: 'No, no, no.' });
  expect(wordRanges(sentence!)).toEqual([
    { start: 0, end: 3 },
    { start: 4, end: 7 },
    { start: 8, end: 11 },
  ]);
});

test('a script without spaces, and a word that the text does not hold', () => {
  const words = ['今日', 'x', 'は'].map((text, index) => ({ text, startMs: index, endMs: index + 1 }));
  expect(wordRanges({ text: '今日は', words })).toEqual([{ start: 0, end: 2 }, null, { start: 2, end: 3 }]);
});

test.each([
  [0, 0],
  [2, 0],
  [3, 0],
  [4, 1],
  [99, 2],
])('the word at place %d is number %d', (offset, word) => {
  expect(wordAtOffset(sentences({ at: 0, text: 'You pay more.' })[0]!, offset)).toBe(word);
});

test('the word being said', () => {
  const text = sentences({ at: 1000, text: 'One two' }, { at: 5000, text: 'Three four' });
  expect(saidAt(text, 0)).toBeNull();
  expect(saidAt(text, 1100)).toEqual({ sentence: 0, word: 0 });
  expect(saidAt(text, 1249)).toEqual({ sentence: 0, word: 0 });
  expect(saidAt(text, 1250)).toEqual({ sentence: 0, word: 1 });
  // Lit a little longer than it is said, then nobody speaks.
  expect(saidAt(text, 1700)).toEqual({ sentence: 0, word: 1 });
  expect(saidAt(text, 3000)).toBeNull();
  expect(saidAt(text, 5250)).toEqual({ sentence: 1, word: 1 });
});

test('what began last, in long lists too', () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({ startMs: index * 10 }));
  expect([
    lastStartedAt(items, -1),
    lastStartedAt(items, 0),
    lastStartedAt(items, 5555),
    lastStartedAt(items, 1e9),
    lastStartedAt([], 5),
  ]).toEqual([-1, 0, 555, 999, -1]);
});
