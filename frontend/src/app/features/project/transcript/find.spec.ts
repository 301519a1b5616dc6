import { expect, test } from '@jest/globals';
import { findText } from './find';

const text = [{ text: 'You can’t argue with a radio.' }, { text: 'The Radio costs $4.50 (a lot), says ÉMILE.' }];

test.each([
  [
    'radio',
    [
      [0, 23, 28],
      [1, 4, 9],
    ],
  ],
  ["can't", [[0, 4, 9]]],
  ['$4.50 (a', [[1, 16, 24]]],
  ['émile', [[1, 36, 41]]],
  ['with  a', [[0, 16, 22]]],
  ['   ', []],
  ['.*', []],
])('%j', (wanted, found) => {
  expect(findText(text, wanted).map(({ sentence, start, end }) => [sentence, start, end])).toEqual(found);
});
