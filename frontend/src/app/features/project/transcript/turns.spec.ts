import { expect, test } from '@jest/globals';
import { sentences } from '../../../../testing/sentences';
import { speakersOf, toTurns } from './turns';

test('a paragraph for each voice, and within a long one where it rests', () => {
  const lines = [
    { at: 0, text: 'Welcome back.', speaker: 'Maya' },
    { at: 1000, text: 'Thanks.', speaker: 'Daniel' },
    ...Array.from({ length: 7 }, (_, index) => ({
      at: 2000 + index * 500 + (index >= 5 ? 3000 : 0),
      text: 'So it goes.',
      speaker: 'Daniel',
    })),
  ];
  const turns = toTurns(sentences(...lines));
  expect(turns.map(({ first, speaker, isNewVoice, sentences: { length } }) => [first, speaker, isNewVoice, length])).toEqual([
    [0, 'Maya', true, 1],
    [1, 'Daniel', true, 6],
    [7, 'Daniel', false, 2],
  ]);
});

test('nobody is too long for a paragraph', () => {
  const lines = Array.from({ length: 25 }, (_, index) => ({ at: index * 400, text: 'And so on.' }));
  expect(toTurns(sentences(...lines)).map((turn) => turn.sentences.length)).toEqual([10, 10, 5]);
});

test('the speakers as they are first heard', () => {
  expect(speakersOf([{ speaker: 'B' }, { speaker: null }, { speaker: 'A' }, { speaker: 'B' }])).toEqual(['B', 'A']);
});
