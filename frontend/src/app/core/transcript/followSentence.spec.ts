import { expect, test } from '@jest/globals';
import { followSentence } from './followSentence';

/** Words of half a second each, from a time on. */
const spoken = (text: string, startMs: number) => {
  const words = text.split(' ').map((word, index) => ({ text: word, startMs: startMs + index * 500, endMs: startMs + index * 500 + 400 }));
  return { text, words, startMs, endMs: words.at(-1)!.endMs };
};
const [first, second, third] = [spoken('The oven is warm.', 0), spoken('Forty loaves go in.', 3000), spoken('Nobody waits.', 6000)] as const;

test('a sentence is found where earlier ones were taken out, split or joined by others', () => {
  expect(followSentence(second, 1, [first, second, third])).toBe(1);
  expect(followSentence(second, 1, [second, third])).toBe(0);
  expect(followSentence(second, 1, [spoken('The oven.', 0), spoken('Is warm.', 1000), second, third])).toBe(2);
});

test('a sentence is known though its words, or its times, are others now', () => {
  expect(followSentence(second, 1, [spoken('Fifty loaves go in.', 3000), third])).toBe(0);
  expect(followSentence(second, 1, [{ ...spoken('Bread', 3000), endMs: second.endMs }, third])).toBe(0);
  expect(followSentence(second, 1, [spoken('Forty', 3000), spoken('loaves go in.', 3500), third])).toBe(1);
});

test('a sentence that was taken out is nowhere, whatever else was said meanwhile', () => {
  expect(followSentence(second, 1, [first, third])).toBeNull();
  expect(followSentence(second, 1, [first, spoken('Crosstalk over all of it.', 3100), third])).toBeNull();
  expect(followSentence(second, 1, [])).toBeNull();
});

test('of sentences that are the same, the nearest', () => {
  expect(followSentence(second, 2, [second, second, second])).toBe(2);
});
