import { expect, test } from '@jest/globals';
import type { RecognizedWord } from '../../ports/index.js';
import { dropInvented } from './whisperFilter.js';

/** A word each half second from `fromMs`. */
const say = (text: string, fromMs = 0, segment = 0): RecognizedWord[] =>
  text.split(' ').map((each, i) => ({ text: each, startMs: fromMs + i * 500, endMs: fromMs + i * 500 + 450, confidence: 1, segment }));
const heard = (words: RecognizedWord[], speech = [{ startMs: 0, endMs: 60_000 }]): string => dropInvented(words, speech).map(({ text }) => text).join(' ');

test('what is said is kept', () => {
  const text = 'No, no, no, no. Thank you for watching the shop (and me) while I was away.';
  expect(heard(say('No, no, no, no. Thank you for watching the shop while I was away.'))).toBe(text.replace(' (and me)', ''));
});

test('sounds that are described are no words', () => {
  expect(heard([...say('(upbeat music)'), ...say('[Music] Hello *laughs* there.', 2000, 1), ...say('♪ la la ♪', 5000, 2)])).toBe('Hello there.');
});

test('words far from all speech go', () => {
  expect(heard([...say('Good night.'), ...say('you', 8000, 1)], [{ startMs: 0, endMs: 1000 }])).toBe('Good night.');
});

test('farewells and thanks go where hardly anybody speaks, and stay where somebody does', () => {
  expect(heard(say('Thanks for watching!'), [{ startMs: 0, endMs: 300 }])).toBe('');
  expect(heard(say('Thanks for watching!'))).toBe('Thanks for watching!');
});

test('the credits of subtitles go always', () => {
  expect(heard(say('Untertitel der Amara.org-Community'))).toBe('');
  expect(heard(say('Subtitles by the Amara.org community'))).toBe('');
});

test('loops are said once', () => {
  expect(heard(say(`And ${'I do not know. '.repeat(6)}So we left.`.trim()))).toBe('And I do not know. So we left.');
});
