import { expect, test } from '@jest/globals';
import { sentences } from '../../../../testing/sentences';
import { toStretch, toWholeSentences, wordStart } from './selection';

const text = sentences(
  { at: 0, text: 'You pay for bread.' },
  { at: 2000, text: 'They pay for somebody.' },
  { at: 4000, text: 'Who keeps it.' },
);

test('every word that is touched is taken, from either end', () => {
  // From inside "pay" to inside "They".
  const stretch = toStretch(text, { sentence: 0, offset: 5 }, { sentence: 1, offset: 2 });
  expect(stretch).toEqual({ startMs: 250, endMs: 2200, first: 0, last: 1, startsAtSentence: false, endsAtSentence: false });
  expect(toStretch(text, { sentence: 1, offset: 2 }, { sentence: 0, offset: 5 })).toEqual(stretch);
});

test('whole sentences are known as such', () => {
  expect(toStretch(text, { sentence: 1, offset: 0 }, { sentence: 1, offset: 22 })).toMatchObject({
    startsAtSentence: true,
    endsAtSentence: true,
    startMs: 2000,
    endMs: 2950,
  });
});

test('a selection that ends before a sentence does not take it', () => {
  expect(toStretch(text, { sentence: 0, offset: 0 }, { sentence: 1, offset: 0 })).toMatchObject({
    last: 0,
    endMs: 950,
    endsAtSentence: true,
  });
});

test('a selection between two words takes none', () => {
  expect(toStretch(text, { sentence: 0, offset: 3 }, { sentence: 0, offset: 4 })).toBeNull();
});

test('it can be widened to whole sentences', () => {
  expect(toWholeSentences(text, { first: 1, last: 2 })).toEqual({
    startMs: 2000,
    endMs: 4700,
    first: 1,
    last: 2,
    startsAtSentence: true,
    endsAtSentence: true,
  });
});

test('playing goes on from the word at a place', () => {
  expect(wordStart(text, { sentence: 1, offset: 14 })).toBe(2750);
  expect(wordStart(text, { sentence: 9, offset: 0 })).toBeNull();
});
