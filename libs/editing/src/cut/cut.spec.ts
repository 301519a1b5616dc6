import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { speak } from '../transcript/testing/speak.js';
import { cutSentences } from './cutSentences.js';
import { planCut } from './planCut.js';

const transcript = speak('Ada: One two three. Four five six.\nBob: Seven eight nine. Ten eleven twelve.', { pauseMs: 700, startMs: 1000 });
const durationMs = (transcript.sentences.at(-1)?.endMs ?? 0) + 2000;

test('a cut takes some air on both sides', () => {
  const { startMs, endMs } = transcript.sentences[1] ?? { startMs: 0, endMs: 0 };
  expect(planCut({ startMs, endMs }, transcript, { durationMs })).toEqual({ ranges: [{ startMs: startMs - 120, endMs: endMs + 400 }] });
});

test('a cut takes no more air than there is', () => {
  const tight = speak('One two three. Four five six. Seven.', { pauseMs: 50, startMs: 30 });
  const [first, second, third] = tight.sentences;
  expect(planCut(second ?? { startMs: 0, endMs: 0 }, tight, { durationMs })).toEqual({ ranges: [{ startMs: first?.endMs, endMs: third?.startMs }] });
  expect(planCut(first ?? { startMs: 0, endMs: 0 }, tight, { durationMs }).ranges[0]?.startMs).toBe(0);
  expect(planCut(third ?? { startMs: 0, endMs: 0 }, tight, { durationMs: (third?.endMs ?? 0) + 10 }).ranges[0]?.endMs).toBe((third?.endMs ?? 0) + 10);
});

test('no cut of whole sentences begins or ends inside a word', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.nat(3), fc.nat(900), (a, b, pauseMs) => {
      const { sentences } = speak('One two three. Four five six. Seven eight nine. Ten.', { pauseMs, startMs: 100 });
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const highlight = { startMs: sentences[from]?.startMs ?? 0, endMs: sentences[to]?.endMs ?? 0 };
      const [range] = planCut(highlight, { language: 'en', sentences }, { durationMs: 60_000 }).ranges;
      for (const word of sentences.flatMap((sentence) => sentence.words)) {
        const inside = word.startMs >= (range?.startMs ?? 0) && word.endMs <= (range?.endMs ?? 0);
        const outside = word.endMs <= (range?.startMs ?? 0) || word.startMs >= (range?.endMs ?? 0);
        expect(inside || outside).toBe(true);
      }
    }),
  );
});

test("sentences run on the reel's own clock, over several ranges", () => {
  const [first, second, third] = transcript.sentences;
  const dropped = second?.words[1] ?? { startMs: 0, endMs: 0 };
  const ranges = [
    { startMs: first?.startMs ?? 0, endMs: dropped.startMs },
    { startMs: dropped.endMs, endMs: third?.endMs ?? 0 },
  ];
  const cut = cutSentences(transcript, ranges);
  expect(cut.map((sentence) => sentence.text)).toEqual(['One two three.', 'Four six.', 'Seven eight nine.']);
  expect(cut[0]?.startMs).toBe(0);
  expect(cut.at(-1)?.endMs).toBe(ranges.reduce((sum, range) => sum + range.endMs - range.startMs, 0));
  const words = cut.flatMap((sentence) => sentence.words);
  words.forEach((word, index) => expect(word.startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0));
});
