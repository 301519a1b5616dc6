import type { Sentence } from '@reels/contracts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTranscript } from '../transcript/index.js';
import { sentencesFromWords } from '../transcript/sentences.js';
import { speak } from '../transcript/testing/speak.js';
import { toSrt } from './srt.js';
import { toVtt } from './vtt.js';

const script = `Ada: You almost quit baking in your first year. Why?
Bob: Because not everything should have to earn its place. A hobby that makes money is just a second job with better lighting.`;

test('SubRip: numbered, two lines at most, broken where the grammar allows', () => {
  expect(toSrt(speak(script).sentences)).toBe(`1
00:00:00,000 --> 00:00:03,460
You almost quit baking in your first year.

2
00:00:03,760 --> 00:00:04,400
Why?

3
00:00:04,400 --> 00:00:08,640
Because not everything
should have to earn its place.

4
00:00:08,940 --> 00:00:14,500
A hobby that makes money is just
a second job with better lighting.
`);
});

test('WebVTT: voices named, signs escaped', () => {
  const { sentences } = speak('Ada: If a < b & b --> c then <b>d</b>.');
  const named = sentences.map((sentence) => ({ ...sentence, speaker: 'Ada <the> "1st" & only' }));
  const vtt = toVtt(named);
  expect(vtt).toContain('<v Ada &lt;the&gt; "1st" &amp; only>If a &lt; b &amp; b --&gt; c then &lt;b&gt;d&lt;/b&gt;.</v>');
  expect(parseTranscript('a.vtt', vtt).sentences[0]).toMatchObject({ speaker: 'Ada <the> "1st" & only', text: 'If a < b & b --> c then <b>d</b>.' });
});

test('SubRip has no escapes, so tags and arrows are parted by what cannot be seen', () => {
  const srt = toSrt(speak('Use <b>, {\\an8} and 00:00:01,000 --> 00:00:02,000 here.').sentences);
  expect(srt).not.toMatch(/<b>|\{\\an/);
  expect(srt.match(/-->/g)).toHaveLength(srt.match(/^\d+$/gm)?.length ?? 0);
});

test('right-to-left lines are marked as such and closed', () => {
  const lines = toSrt(speak('אני גר ב Berlin, נכון?', { language: 'he' }).sentences).split('\n');
  expect(lines[2]).toBe('\u202bאני גר ב Berlin, נכון?\u202c');
  expect(toSrt(speak('I said שלום there.').sentences)).not.toMatch(/\u202b/);
});

test('full-width characters count double', () => {
  const srt = toSrt(speak('今日は良い天気ですから、みんなで公園へ行って、古いラジオを聞きながらパンを食べましょう。', { language: 'ja' }).sentences);
  for (const line of srt.split('\n').filter((text) => /\p{Script=Han}/u.test(text))) expect(line.length).toBeLessThanOrEqual(21);
});

interface Cue {
  startMs: number;
  endMs: number;
  lines: string[];
}

function cuesOf(srt: string): Cue[] {
  const ms = (stamp: string) => {
    const [hours = 0, minutes = 0, seconds = 0, rest = 0] = stamp.split(/[:,]/).map(Number);
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
  };
  return srt.split('\n\n').filter(Boolean).map((block) => {
    const [, times = '', ...lines] = block.trimEnd().split('\n');
    const [start = '', end = ''] = times.split(' --> ');
    return { startMs: ms(start), endMs: ms(end), lines };
  });
}

const letters = fc.constantFrom('a', 'go', 'the', 'bread', 'radio,', 'because', 'oven.', 'https://example.org/a/very/long/address/that/fits/no/line', '漢字', 'שלום');
const spoken: fc.Arbitrary<Sentence[]> = fc.array(fc.record({ text: letters, gap: fc.nat(2500), length: fc.integer({ min: 40, max: 700 }), speaker: fc.constantFrom(null, 'Ada') }), { minLength: 1, maxLength: 80 }).map((words) => {
  let clock = 0;
  const timed = words.map(({ text, gap, length, speaker }) => {
    const startMs = clock + gap;
    clock = startMs + length;
    return { text, startMs, endMs: clock, confidence: 1, speaker };
  });
  return sentencesFromWords(timed, 'en', 'aligned');
});

test('no subtitle is too wide, too tall, too long on the screen or lost', () => {
  fc.assert(
    fc.property(spoken, (sentences) => {
      const cues = cuesOf(toSrt(sentences));
      const plain = (text: string) => text.replace(/[\s\u202b\u202c]/gu, '');
      expect(plain(cues.flatMap((cue) => cue.lines).join(''))).toBe(plain(sentences.flatMap((sentence) => sentence.words.map((word) => word.text)).join('')));
      cues.forEach((cue, index) => {
        expect(cue.lines.length).toBeLessThanOrEqual(2);
        for (const line of cue.lines) expect(line.replace(/[\u202b\u202c]/g, '').length).toBeLessThanOrEqual(42);
        expect(cue.endMs).toBeGreaterThan(cue.startMs);
        expect(cue.startMs).toBeGreaterThanOrEqual(cues[index - 1]?.endMs ?? 0);
        if (cue.endMs - cue.startMs < 700) expect(cue.endMs).toBe(cues[index + 1]?.startMs);
      });
    }),
    { numRuns: 60 },
  );
});
