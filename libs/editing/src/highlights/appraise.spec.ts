import { expect, test } from '@jest/globals';
import { speak } from '../transcript/testing/speak.js';
import { appraiseHighlight } from './appraise.js';

const transcript = speak(
  'Ada: Bread is older than writing. People baked it on hot stones for ten thousand years. Nobody wrote the recipe down.\nBob: So how did they learn it? They learned it from each other.',
  { startMs: 2_000, pauseMs: 400 },
);
const { sentences } = transcript;
const options = { minMs: 3_000, maxMs: 15_000, part: null, durationMs: 60_000, reason: 'You chose it.', titles: [] };
const appraise = (startMs: number, endMs: number, more: Partial<typeof options> = {}) => appraiseHighlight(transcript, { startMs, endMs }, { ...options, ...more });

test('whole sentences keep every boundary rule; the first reason is that somebody chose it', () => {
  const highlight = appraise(sentences[0]!.startMs, sentences[2]!.endMs);
  expect(highlight).toMatchObject({ startMs: sentences[0]!.startMs, endMs: sentences[2]!.endMs });
  expect(highlight?.reasons[0]).toBe('You chose it.');
  expect(highlight?.score).toBeGreaterThan(0);
  expect(highlight?.title).not.toBe('');
  expect(Object.values(highlight?.boundaries ?? {}).map(({ holds }) => holds)).toEqual([true, true, true, true, true, true]);
});

test('edges inside sentences are told, and grow to whole words', () => {
  const [from, to] = [sentences[0]!.words[2]!, sentences[1]!.words[3]!];
  const highlight = appraise(from.startMs + 20, to.endMs - 20);
  expect(highlight).toMatchObject({ startMs: from.startMs, endMs: to.endMs });
  expect(highlight?.boundaries).toMatchObject({
    startsAtSentence: { holds: false, why: 'It begins inside a sentence.' },
    endsAtSentence: { holds: false, why: 'It ends inside a sentence.' },
    pauseAfter: { holds: false },
    cutsNoSpeakerOff: { holds: false, why: 'Ada is cut off at its end.' },
  });
});

test('a range that is longer or shorter than asked for says so', () => {
  expect(appraise(sentences[0]!.startMs, sentences[4]!.endMs, { maxMs: 10_000 })?.boundaries.lengthWithinBounds).toMatchObject({
    holds: false,
    why: expect.stringMatching(/^It lasts \d+\.\d s; 3\.0 s to 10\.0 s were asked for\.$/),
  });
  expect(appraise(sentences[1]!.startMs, sentences[1]!.endMs, { minMs: 20_000, maxMs: 60_000 })?.boundaries.lengthWithinBounds.holds).toBe(false);
});

test('where nobody speaks there is no highlight', () => {
  expect(appraise(0, 1_500)).toBeNull();
  expect(appraise(50_000, 59_000)).toBeNull();
});
