import { expect, test } from '@jest/globals';
import type { Sentence } from '@reels/contracts';
import { captionWords } from './captionWords.js';
import { spoken } from './testing/plainFonts.js';

const sentence = (words: [text: string, startMs: number, endMs: number][]): Sentence => ({
  speaker: null,
  startMs: words[0]?.[1] ?? 0,
  endMs: words.at(-1)?.[2] ?? 0,
  text: words.map(([text]) => text).join(''),
  words: words.map(([text, startMs, endMs]) => ({ text, startMs, endMs, confidence: 1 })),
  timing: 'given',
});
const texts = (one: Sentence): string[] => captionWords([one]).map(({ text }) => text);

test('words with spaces stay as they are', () => {
  const words = captionWords([spoken('Say yes first.')]);
  expect(words.map(({ text, spaced, endsSentence }) => [text, spaced, endsSentence])).toEqual([
    ['Say', true, false],
    ['yes', true, false],
    ['first.', true, true],
  ]);
});

test('a Japanese sentence in one piece is cut into words with their particles, in time', () => {
  const words = captionWords([sentence([['約束を守る人に払うのです。', 0, 1_300]])]);
  expect(words.map(({ text }) => text).join('')).toBe('約束を守る人に払うのです。');
  expect(words.map(({ text }) => text)).toContain('約束を');
  expect(words.length).toBeGreaterThan(2);
  expect(words.every(({ text }) => !/^[、。]/.test(text))).toBe(true);
  expect(words[0]).toMatchObject({ startMs: 0, spaced: true });
  expect(words.at(-1)).toMatchObject({ endMs: 1_300, spaced: false, endsSentence: true });
  words.slice(1).forEach((word, at) => expect(word.startMs).toBeGreaterThanOrEqual(words[at]?.startMs ?? Infinity));
});

test('single characters of Chinese become words again, each with the time of its characters', () => {
  const letters = [...'人们为面包付钱。'].map((letter, at): [string, number, number] => [letter, at * 200, at * 200 + 180]);
  const words = captionWords([sentence(letters)]);
  const bread = words.find(({ text }) => text.startsWith('面包'));
  expect(bread).toMatchObject({ startMs: 600 });
  expect(words.length).toBeLessThan(letters.length);
});

test('Thai is cut by its dictionary', () => {
  expect(texts(sentence([['คนที่รักษาสัญญา', 0, 2_000]]))).toEqual(expect.arrayContaining(['รักษา', 'สัญญา']));
});

test('Latin names inside Chinese keep together', () => {
  expect(texts(sentence([['我用iPhone拍照', 0, 2_000]]))).toContain('iPhone');
});

test('words without anything to draw are left out', () => {
  expect(captionWords([sentence([['\u200b', 0, 100], ['ok', 100, 200]])]).map(({ text }) => text)).toEqual(['ok']);
});
