import { expect, test } from '@jest/globals';
import type { RecognizedWord } from '../../ports/index.js';
import { alignWords } from './forcedAlignment.js';
import type { TokenAligner } from './forcedAlignment.js';
import { voiceFor } from './pronunciation.js';

const voice = voiceFor('en')!;
const silence = { durationMs: 600_000, read: (_start: number, count: number) => Promise.resolve(new Float32Array(count)) };
const words = (count: number): RecognizedWord[] =>
  Array.from({ length: count }, (_, i) => ({ text: `word${'abcdefghij'[i % 10]}`, startMs: i * 400, endMs: i * 400 + 350, confidence: 1, segment: 0 }));
/** Finds the k-th token of any window `lateMs` after its place, and none in windows of more than `most`. */
const finder = (lateMs: number, most = Infinity): TokenAligner => ({
  align: (tokens) => (tokens.length > most ? null : tokens.map((_, k) => ({ start: k * 0.4 + lateMs / 1000, end: k * 0.4 + 0.3 + lateMs / 1000 }))),
});

test('every word is found once, in order, and none lasts into the next', async () => {
  const found = await alignWords(words(100), silence, finder(250), voice);
  expect(found.map(({ startMs }) => startMs)).toEqual(words(100).map(({ startMs }) => startMs).map((ms, i) => (i < 24 ? ms + 250 : ms)));
  found.forEach(({ timing, endMs }, i) => {
    expect(timing).toBe('aligned');
    expect(endMs).toBeLessThanOrEqual(found[i + 1]?.startMs ?? Infinity);
  });
});

test('windows that fail are looked for in halves', async () => {
  const found = await alignWords(words(24), silence, finder(250, 12), voice);
  expect(new Set(found.map(({ timing }) => timing))).toEqual(new Set(['aligned']));
});

test('what cannot be found, or only far from where it was heard, keeps its coarse times', async () => {
  for (const aligner of [finder(0, 0), finder(30_000)]) {
    const found = await alignWords(words(10), silence, aligner, voice);
    expect(found).toEqual(words(10).map((word) => ({ ...word, timing: 'recognized' })));
  }
});
