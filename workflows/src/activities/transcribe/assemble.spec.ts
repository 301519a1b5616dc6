import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TimedWord } from '../../ports/index.js';
import { assembleWords, assignSpeakers } from './assemble.js';

const word = (text: string, startMs: number, endMs: number, segment = 0): TimedWord => ({ text, startMs, endMs, confidence: 1, segment, timing: 'aligned' });

/** A word each half second from 0. */
const say = (text: string): TimedWord[] => text.split(' ').map((each, i) => word(each, i * 500, i * 500 + 450));

test('every word of every chunk is there once, in order, in the time of the episode, none into the next', () => {
  const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 900 })), { maxLength: 40 });
  fc.assert(
    fc.property(fc.array(times, { maxLength: 5 }), (spoken) => {
      const chunks = spoken.map((own, i) => ({
        range: { startMs: i * 70_000, endMs: (i + 1) * 70_000 },
        words: own.sort(([a], [b]) => a - b).map(([startMs, length], k) => word(`${i}.${k}`, startMs, startMs + length, k)),
      }));
      const words = assembleWords(chunks);
      expect(words.map(({ text }) => text)).toEqual(chunks.flatMap((chunk) => chunk.words.map(({ text }) => text)));
      words.forEach(({ startMs, endMs, segment }, i) => {
        expect(endMs).toBeGreaterThan(startMs);
        expect(startMs).toBeGreaterThanOrEqual(words[i - 1]?.endMs ?? 0);
        expect(segment).toBeGreaterThanOrEqual(words[i - 1]?.segment ?? 0);
      });
    }),
  );
});

test('chunks are placed where they lie, and their segments are counted on', () => {
  const words = assembleWords([
    { range: { startMs: 1000, endMs: 5000 }, words: [word('One.', 100, 300, 0), word('Two.', 900, 1300, 1)] },
    { range: { startMs: 5000, endMs: 9000 }, words: [word('Three.', 0, 400, 0)] },
  ]);
  expect(words.map(({ startMs, segment }) => [startMs, segment])).toEqual([[1100, 0], [1900, 1], [5000, 2]]);
});

test('where the recording breaks off in the midst of speech, its last words end with it', () => {
  const words = assembleWords([{ range: { startMs: 1_000, endMs: 2_000 }, words: [word('out', 900, 990, 0), word('of', 1_000, 1_000, 0), word('the', 1_000, 1_100, 0)] }]);
  expect(words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[1_900, 1_990], [1_998, 1_999], [1_999, 2_000]]);
});

test('a change of speaker moves to the sentence end beside it', () => {
  const words = say('How did it start? I was broke then.');
  const turns = [
    { startMs: 0, endMs: 2700, speaker: 'Speaker 1' },
    { startMs: 2700, endMs: 4000, speaker: 'Speaker 2' },
  ];
  const speakers = assignSpeakers(words, turns).map(({ speaker }) => speaker);
  expect(speakers).toEqual([...new Array<string>(4).fill('Speaker 1'), ...new Array<string>(4).fill('Speaker 2')]);
});

test('a word or two in the midst of a sentence do not change its speaker, a sentence of its own does', () => {
  const turns = [
    { startMs: 0, endMs: 1400, speaker: 'Speaker 1' },
    { startMs: 1400, endMs: 1950, speaker: 'Speaker 2' },
    { startMs: 1950, endMs: 9000, speaker: 'Speaker 1' },
  ];
  expect(new Set(assignSpeakers(say('we sold bread and then radios'), turns).map(({ speaker }) => speaker))).toEqual(new Set(['Speaker 1']));
  expect(assignSpeakers(say('We sold bread. Really? And then radios.'), turns)[3]?.speaker).toBe('Speaker 2');
});

test('far from every turn, and without turns, the speaker is unknown', () => {
  expect(assignSpeakers([word('Hm.', 9000, 9400)], [{ startMs: 0, endMs: 1000, speaker: 'Speaker 1' }])[0]?.speaker).toBeNull();
  expect(assignSpeakers(say('Nobody knows.'), null).map(({ speaker }) => speaker)).toEqual([null, null]);
});
