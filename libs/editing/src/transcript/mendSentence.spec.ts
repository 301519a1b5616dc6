import { expect, test } from '@jest/globals';
import type { Sentence } from '@reels/contracts';
import fc from 'fast-check';
import { mendSentence } from './mendSentence.js';
import { speak } from './testing/speak.js';
import { joinWords } from './words.js';

const said = (text: string): Sentence => ({ ...(speak(text, { startMs: 10_000 }).sentences[0] as Sentence), timing: 'aligned' });
const mend = (sentence: Sentence, text: string, room?: { startMs: number; endMs: number }) => mendSentence(sentence, text, { language: 'en', ...(room && { room }) });
const timesOf = (sentences: readonly Sentence[]) => Object.fromEntries(sentences.flatMap(({ words }) => words.map((word) => [word.text, [word.startMs, word.endMs]])));

test('a word that takes the place of another keeps its times, and is what the person typed', () => {
  const before = said('He baked teh bread slowly.');
  const [after] = mend(before, 'He baked the bread slowly.');
  expect(after?.text).toBe('He baked the bread slowly.');
  expect(after?.timing).toBe('aligned');
  expect(after?.words.map((word) => [word.startMs, word.endMs])).toEqual(before.words.map((word) => [word.startMs, word.endMs]));
  expect(after?.words.map((word) => word.confidence)).toEqual([0.9, 0.9, 1, 0.9, 0.9]);
});

test('added words share the gap that they stand in; the sentence says that times were shared', () => {
  const before = said('He baked bread.');
  const [he, baked, bread] = before.words;
  const spread = { ...before, words: [he!, baked!, { ...bread!, startMs: bread!.startMs + 900, endMs: bread!.endMs + 900 }] };
  const [after] = mend(spread, 'He baked very good bread.');
  const times = timesOf([after!]);
  expect(times['very']?.[0]).toBe(baked!.endMs);
  expect(times['good']?.[1]).toBe(bread!.startMs + 900);
  expect(times['very']?.[1]).toBe(times['good']?.[0]);
  expect(after?.timing).toBe('interpolated');
});

test('several words in the place of fewer share their times', () => {
  const before = said('I am gonna bake.');
  const times = timesOf(mend(before, 'I am going to bake.'));
  const gonna = before.words[2];
  expect([times['going']?.[0], times['to']?.[1]]).toEqual([gonna?.startMs, gonna?.endMs]);
});

test('words added at the edges take no more of the room than they need, and none that there is not', () => {
  const before = said('bread rises.');
  const wide = { startMs: 0, endMs: 60_000 };
  const [after] = mend(before, 'Good bread rises.', wide);
  expect(before.startMs - (after?.startMs ?? 0)).toBeLessThan(600);
  expect(mend(before, 'Good bread rises.', { startMs: before.startMs - 40, endMs: before.endMs })[0]?.startMs).toBe(before.startMs - 40);
});

test('a stop that is typed splits; one that stood there before does not', () => {
  const before = said('we met in the U.S. army');
  expect(before.words).toHaveLength(6);
  expect(mend(before, 'We met in the U.S. army').map(({ text }) => text)).toEqual(['We met in the U.S. army']);
  expect(mend(said('it rained we stayed in'), 'It rained. We stayed in.').map(({ text }) => text)).toEqual(['It rained.', 'We stayed in.']);
});

test('a sentence without words is none, and a speaker is kept unless another is given', () => {
  const before = { ...said('Hello there.'), speaker: 'Ada' };
  expect(mend(before, '  ')).toEqual([]);
  expect(mend(before, 'Hello you.')[0]?.speaker).toBe('Ada');
  expect(mendSentence(before, 'Hello you.', { language: 'en', speaker: 'Bob' })[0]?.speaker).toBe('Bob');
});

const word = fc.constantFrom('the', 'The', 'bread', 'bread,', 'rises', 'U.S.', 'oven.', 'why?', 'パン', '焼く', 'hot', 'so', 'so,', '12', '“quoted”');
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));

test('whatever is typed: every word of it is there once, in order, inside the room, and none runs backwards', () => {
  fc.assert(
    fc.property(text, text, fc.nat(500), (old, typed, roomMs) => {
      const words = speak(old, { startMs: 5_000 }).sentences.flatMap((sentence) => sentence.words);
      const before: Sentence = { speaker: null, startMs: words[0]!.startMs, endMs: words.at(-1)!.endMs, text: joinWords(words), words, timing: 'aligned' };
      const room = { startMs: before.startMs - roomMs, endMs: before.endMs + roomMs };
      const after = mend(before, typed, room);
      const mended = after.flatMap((sentence) => sentence.words);
      expect(joinWords(mended).replaceAll(' ', '')).toBe(typed.replaceAll(' ', ''));
      mended.forEach((one, index) => {
        expect(one.endMs).toBeGreaterThanOrEqual(one.startMs);
        expect(one.startMs).toBeGreaterThanOrEqual(mended[index - 1]?.endMs ?? room.startMs);
        expect(one.endMs).toBeLessThanOrEqual(room.endMs);
      });
      for (const sentence of after) expect(sentence.text).toBe(joinWords(sentence.words));
    }),
  );
});

test('a text that is left alone changes nothing, whatever it is; nor does taking an edit back change the words left alone', () => {
  fc.assert(
    fc.property(text, fc.nat(11), (old, place) => {
      const words = speak(old).sentences.flatMap((sentence) => sentence.words);
      const before: Sentence = { speaker: null, startMs: words[0]!.startMs, endMs: words.at(-1)!.endMs, text: joinWords(words), words, timing: 'aligned' };
      expect(mend(before, before.text)).toEqual([before]);
      const at = place % words.length;
      const typed = words.map((one, index) => (index === at ? 'zebra' : one.text)).join(' ');
      const mended = mend(before, typed).flatMap((sentence) => sentence.words);
      mended.forEach((one, index) => expect(index === at ? { ...one, text: words[at]?.text } : one).toEqual(index === at ? { ...words[at], confidence: 1 } : words[index]));
    }),
  );
});
