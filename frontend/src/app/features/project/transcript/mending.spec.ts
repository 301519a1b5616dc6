import { expect, test } from '@jest/globals';
import { sentences } from '../../../../testing/sentences';
import { carryOver, openSentence } from './mending';

const SPOKEN = sentences(
  { at: 0, text: 'The oven is warm.' },
  { at: 3000, text: 'Forty loaves go in.' },
  { at: 6000, text: 'Nobody waits.' },
);
const mending = { ...openSentence(SPOKEN[1]!, 1), text: 'Fifty loaves go in.' };
const MENDED = sentences({ at: 0, text: 'The oven is hot.' }, { at: 3000, text: 'Forty buns go in.' });

test('what is typed stays with its sentence when earlier ones are taken out elsewhere', () => {
  expect(carryOver(mending, SPOKEN.slice(1))).toMatchObject({ place: 0, text: 'Fifty loaves go in.', elsewhere: null });
});

test('where the sentence says something else now, what was typed is kept, and it is told', () => {
  expect(carryOver(mending, MENDED)).toMatchObject({ text: mending.text, was: { text: 'Forty buns go in.' }, elsewhere: 'changed' });
  expect(carryOver(openSentence(SPOKEN[1]!, 1), MENDED)).toMatchObject({ text: 'Forty buns go in.', elsewhere: null });
});

test('where the sentence was taken out, what was typed is kept, and nothing else', () => {
  expect(carryOver(mending, SPOKEN.slice(2))).toMatchObject({ text: mending.text, elsewhere: 'gone' });
  expect(carryOver(openSentence(SPOKEN[1]!, 1), SPOKEN.slice(2))).toBeNull();
});
