import { expect, test } from '@jest/globals';
import { UsageError } from '../failure.js';
import { highlight } from '../testing/project.js';
import { chooseHighlights } from './approve.js';

const highlights = [
  highlight('0199-aaa1', { score: 50 }),
  highlight('0199-bbb2', { score: 90 }),
  highlight('0199-ccc3', { score: 70 }),
];

test('all of them, when none is named', () => {
  expect(chooseHighlights(highlights, undefined, [])).toEqual(['0199-aaa1', '0199-bbb2', '0199-ccc3']);
});

test.each([
  ['1', ['0199-bbb2']],
  ['1,3', ['0199-bbb2', '0199-aaa1']],
  ['2-3', ['0199-ccc3', '0199-aaa1']],
  ['3, 1-2, 1', ['0199-aaa1', '0199-bbb2', '0199-ccc3']],
])('--only %s, numbered from the best', (only, ids) => {
  expect(chooseHighlights(highlights, only, [])).toEqual(ids);
});

test('by id or its end', () => {
  expect(chooseHighlights(highlights, undefined, ['0199-aaa1', 'CCC3'])).toEqual(['0199-aaa1', '0199-ccc3']);
});

test.each([
  ['0', '--only 0: the project has 3 highlights, numbered from 1.'],
  ['2-9', '--only 2-9: the project has 3 highlights, numbered from 1.'],
  ['best', '--only takes numbers such as 1,3 or 2-4, not "best".'],
])('--only %s: %s', (only, sentence) => {
  expect(() => chooseHighlights(highlights, only, [])).toThrow(new UsageError(sentence));
});

test('an id of another project', () => {
  expect(() => chooseHighlights(highlights, undefined, ['ddd4'])).toThrow(
    new UsageError('"ddd4" is not a highlight of this project: "reels status" shows them.'),
  );
});
