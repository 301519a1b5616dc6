import { expect, test } from '@jest/globals';
import type { RecognizedWord } from '../../ports/index.js';
import { mergePasses, trusted, unheard } from './unheard.js';

const word = (text: string, startMs: number, endMs: number, segment = 0): RecognizedWord => ({ text, startMs, endMs, confidence: 1, segment });

test('speech without words is found, short or covered speech is not', () => {
  const speech = [{ startMs: 0, endMs: 10_000 }, { startMs: 20_000, endMs: 21_000 }, { startMs: 30_000, endMs: 36_000 }];
  expect(unheard(speech, [word('One', 200, 900), word('two.', 900, 2000), word('End.', 9000, 9800)])).toEqual([
    { startMs: 2500, endMs: 8500 },
    { startMs: 30_000, endMs: 36_000 },
  ]);
  expect(unheard([{ startMs: 0, endMs: 4000 }], [word('One', 0, 2000), word('two.', 2100, 4000)])).toEqual([]);
});

test('two passes become one, in order', () => {
  const merged = mergePasses([word('a', 0, 100), word('d', 9000, 9100, 1)], [word('b', 3000, 3100), word('c', 4000, 4100)]);
  expect(merged.map(({ text, segment }) => [text, segment])).toEqual([['a', 0], ['b', 1], ['c', 1], ['d', 2]]);
});

test('of a second hearing only segments that are sure are kept', () => {
  const words = [word('My', 0, 100, 0), word('fellow', 100, 200, 0), { ...word('AH!', 900, 950, 1), confidence: 0.01 }, { ...word('The', 950, 990, 1), confidence: 0.5 }];
  expect(trusted(words).map(({ text }) => text)).toEqual(['My', 'fellow']);
});
