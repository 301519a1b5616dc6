import { readFileSync } from 'node:fs';
import type { HighlightProposal, Sentence, Transcript } from '@reels/contracts';
import { BOUNDARY_RULES } from '@reels/contracts';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sentencesFromWords } from '../transcript/index.js';
import { speak } from '../transcript/testing/speak.js';
import { selectHighlights } from './select.js';

const REEL = { reels: 5, minMs: 20_000, maxMs: 60_000, part: null };

/** The sample episode as recognition would give it, without errors. */
function sampleEpisode(named = true): Transcript {
  const truth = JSON.parse(readFileSync(new URL('../../../../samples/the-baker-who-fixes-radios.truth.json', import.meta.url), 'utf8')) as {
    speakers: Record<string, string>;
    sentences: { speaker: string; startMs: number; endMs: number; text: string }[];
  };
  const words = truth.sentences.flatMap(({ speaker, startMs, endMs, text }) => {
    const texts = text.split(' ');
    const letterMs = (endMs - startMs) / (text.length + 1);
    let passed = 0;
    return texts.map((word) => {
      const begin = startMs + Math.round(passed * letterMs);
      passed += word.length + 1;
      // A full stop is a rest of two letters and 200 ms.
      const rest = /[.?!]$/.test(word) ? 200 : 0;
      return { text: word, startMs: begin, endMs: Math.max(begin + 60, startMs + Math.round(passed * letterMs) - rest), confidence: 1, speaker: named ? (truth.speakers[speaker] ?? null) : null };
    });
  });
  return { language: 'en', sentences: sentencesFromWords(words, 'en', 'aligned') };
}

const saidIn = ({ sentences }: Transcript, { startMs, endMs }: HighlightProposal): Sentence[] => sentences.filter((sentence) => sentence.startMs >= startMs && sentence.endMs <= endMs);
const textIn = (transcript: Transcript, highlight: HighlightProposal): string => saidIn(transcript, highlight).map((sentence) => sentence.text).join(' ');

describe.each([['with speakers', true], ['without speakers', false]])('the sample episode %s', (_, named) => {
  let transcript: Transcript;
  let highlights: HighlightProposal[];
  beforeAll(() => {
    transcript = sampleEpisode(named);
    highlights = selectHighlights(transcript, { ...REEL, durationMs: 266_000 });
  });

  test('gives at least three highlights that keep every rule', () => {
    expect(highlights.length).toBeGreaterThanOrEqual(3);
    for (const { boundaries } of highlights) for (const rule of BOUNDARY_RULES) expect(boundaries[rule]).toEqual({ holds: true });
  });

  test('keeps out greetings, the advertisement and the goodbye', () => {
    for (const highlight of highlights) expect(textIn(transcript, highlight)).not.toMatch(/Welcome back|Northfield|ten percent|thank you so much|next week/i);
  });

  test('finds the lines that a producer would post', () => {
    const all = highlights.map((highlight) => textIn(transcript, highlight)).join('\n');
    for (const line of ['People don’t pay for bread', 'killed by confidence', 'Momentum is louder than motivation']) expect(all).toContain(line.replace('’', "'"));
  });

  test('begins and ends exactly where sentences do, with a pause after', () => {
    for (const { startMs, endMs } of highlights) {
      expect(transcript.sentences.some((sentence) => sentence.startMs === startMs)).toBe(true);
      const last = transcript.sentences.findIndex((sentence) => sentence.endMs === endMs);
      expect((transcript.sentences[last + 1]?.startMs ?? Infinity) - endMs).toBeGreaterThanOrEqual(150);
    }
  });

  test('titles are short, whole and different, and no mere beginning of the first sentence', () => {
    expect(new Set(highlights.map(({ title }) => title)).size).toBe(highlights.length);
    for (const highlight of highlights) {
      const said = textIn(transcript, highlight);
      const words = new Set(said.toLowerCase().match(/[\p{L}\p{N}']+/gu));
      expect(highlight.title.length).toBeLessThanOrEqual(60);
      for (const word of highlight.title.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []) expect([...words, 'on', 'and', 'daniel', 'maya']).toContain(word);
      const first = saidIn(transcript, highlight)[0]?.text.replace(/[.?!]+$/, '') ?? '';
      if (first.startsWith(highlight.title.replace(/[.?!]+$/, ''))) expect(highlight.title.replace(/[.?!]+$/, '')).toBe(first);
    }
  });

  test('reasons quote what is really said, and scores fall', () => {
    for (const highlight of highlights) {
      expect(highlight.reasons.length).toBeGreaterThan(0);
      for (const [, quote = ''] of highlight.reasons.join('\n').matchAll(/“([^”]+?)(?: …)?”/g)) expect(textIn(transcript, highlight)).toContain(quote);
    }
    const scores = highlights.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const score of scores) expect(score).toBe(Math.min(100, Math.max(0, score)));
  });

  test('is the same every time', () => {
    expect(selectHighlights(sampleEpisode(named), { ...REEL, durationMs: 266_000 })).toEqual(highlights);
  });
});

test('highlights are told apart: a tenth of the time, a quarter of the content words', () => {
  const transcript = sampleEpisode();
  const highlights = selectHighlights(transcript, { ...REEL, reels: 20 });
  for (const a of highlights) {
    for (const b of highlights) {
      if (a === b) continue;
      const shared = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
      expect(shared).toBeLessThanOrEqual(0.1 * Math.min(a.endMs - a.startMs, b.endMs - b.startMs));
    }
  }
});

test('only the part asked for is used', () => {
  const part = { startMs: 90_000, endMs: 170_000 };
  const highlights = selectHighlights(sampleEpisode(), { ...REEL, part });
  expect(highlights.length).toBeGreaterThan(0);
  for (const { startMs, endMs } of highlights) {
    expect(startMs).toBeGreaterThanOrEqual(part.startMs);
    expect(endMs).toBeLessThanOrEqual(part.endMs);
  }
});

test('no highlight where no whole sentence fits', () => {
  expect(selectHighlights(sampleEpisode(), { ...REEL, minMs: 10, maxMs: 50 })).toEqual([]);
  expect(selectHighlights({ language: 'en', sentences: [] }, REEL)).toEqual([]);
  expect(selectHighlights(sampleEpisode(), { ...REEL, reels: 0 })).toEqual([]);
});

const CHAT = `Ada: What did the first winter teach you about bread?
Bob: Nobody buys bread because it is good. The best loaf loses against the nearest one. You have to be where people already walk.
Ada: How long did you need to find that corner?
Bob: Three years. Every baker I know picked the cheap street first. We all paid for it later. Cheap rent is the most expensive mistake in this trade.`;

test('an episode shorter than a reel is taken whole, and says so', () => {
  const short = speak('Ada: What did winter teach you?\nBob: Nobody buys bread because it is good. The best loaf loses against the nearest one.');
  const [highlight, ...more] = selectHighlights(short, { ...REEL, minMs: 30_000 });
  expect(more).toEqual([]);
  expect(highlight).toMatchObject({ startMs: 0, endMs: short.sentences.at(-1)?.endMs });
  expect(highlight?.boundaries.lengthWithinBounds.holds).toBe(false);
  expect(highlight?.boundaries.lengthWithinBounds.why).toMatch(/less than the 30\.0 s/);
  expect(selectHighlights(speak('One sentence only.'), REEL)).toHaveLength(1);
});

test('pauses that no transcript tells of are bent with the reason; told ones are demanded', () => {
  const tight = speak(`${CHAT}\nAda: Would you do it again?`, { pauseMs: 0 });
  const bent = selectHighlights(tight, { ...REEL, minMs: 6000, maxMs: 12_000 }).filter(({ endMs }) => endMs < (tight.sentences.at(-1)?.startMs ?? 0));
  expect(bent.length).toBeGreaterThan(0);
  for (const { boundaries } of bent) expect(boundaries.pauseAfter).toEqual({ holds: false, why: expect.stringContaining('0 ms of pause') });
  for (const { boundaries } of selectHighlights(speak(CHAT), { ...REEL, minMs: 8000 })) expect(boundaries.pauseAfter.holds).toBe(true);
});

test('an opening that leans on what came before is bent only when there is no other', () => {
  const leaning = speak('And then it fell over and nobody came to help us there. But he stood up again and they all began to laugh at once.');
  const [bent] = selectHighlights(leaning, { ...REEL, minMs: 4000 });
  expect(bent?.boundaries.opensOnItsOwn).toEqual({ holds: false, why: expect.any(String) });
  const mixed = speak('And then it fell over. But he stood up again and laughed. Every winter the roof of our bakery came down under the snow. They rebuilt it.');
  for (const { startMs } of selectHighlights(mixed, { ...REEL, minMs: 3000 })) expect(mixed.sentences.find((sentence) => sentence.startMs === startMs)?.text).toMatch(/^Every/);
});

test.each([
  ['en', 'Welcome to the show. And it was hard.'],
  ['de', 'Und das war schwer. Er kam. Die Werkstatt in Berlin war im Winter immer kalt und dunkel.'],
  ['fr', 'Et il est parti. Les boulangers du quartier ferment presque tous avant midi en hiver.'],
  ['es', 'Y ella se fue. Los panaderos del barrio cierran casi todos antes del mediodía en invierno.'],
  ['it', 'E lui partì. I fornai del quartiere chiudono quasi tutti prima di mezzogiorno in inverno.'],
  ['pt', 'E ele foi embora. Os padeiros do bairro fecham quase todos antes do meio-dia no inverno.'],
  ['nl', 'En hij ging weg. De bakkers in de buurt sluiten bijna allemaal voor twaalf uur in de winter.'],
])('openings are judged in %s', (language, text) => {
  const transcript = speak(text, { language });
  const last = transcript.sentences.at(-1);
  const [highlight] = selectHighlights(transcript, { ...REEL, minMs: 1500 });
  if (language === 'en') expect(highlight?.boundaries.opensOnItsOwn.holds).toBe(true);
  else expect(highlight).toMatchObject({ startMs: last?.startMs, boundaries: { opensOnItsOwn: { holds: true } } });
});

test('a language without lists is served, and says that its openings were not judged', () => {
  const chinese = speak('今天我想讲一个故事。爷爷送给我一台收音机。那台收音机已经坏了很多年。我花了整整两个冬天才把它修好。第一次打开的时候，我听到了一场棒球比赛。', { language: 'zh' });
  const [highlight] = selectHighlights(chinese, { ...REEL, minMs: 4000 });
  expect(highlight?.boundaries.opensOnItsOwn).toEqual({ holds: false, why: expect.stringContaining('no word lists') });
  expect(highlight?.title.length).toBeGreaterThan(1);
});

test('nobody is cut off: no edge lies inside another voice', () => {
  const transcript = speak(`${CHAT}\n${CHAT.replace(/bread/g, 'milk').replace(/corner/g, 'stable')}`);
  const second = transcript.sentences[1] as Sentence;
  const third = transcript.sentences[2] as Sentence;
  // The second sentence now runs on into the third.
  const overlapping: Transcript = { ...transcript, sentences: transcript.sentences.with(1, { ...second, endMs: third.startMs + 400 }) };
  for (const { startMs, endMs, boundaries } of selectHighlights(overlapping, { ...REEL, minMs: 8000 })) {
    expect(boundaries.cutsNoSpeakerOff).toEqual({ holds: true });
    for (const edge of [startMs, endMs]) for (const sentence of overlapping.sentences) expect(sentence.startMs < edge && sentence.endMs > edge).toBe(false);
  }
});

test('a louder voice lifts a stretch, and an early place counts only as much as asked', () => {
  const lines = ['Ada: Every morning the oven needs an hour before the first loaf goes in.', 'Bob: Nobody told me how heavy a sack of flour is at two in the morning.'];
  const transcript = speak(Array.from({ length: 40 }, (_, index) => lines[index % 2]?.replace('morning', `morning number ${'abcdefghij'[index % 10]}${index}`)).join('\n'), { pauseMs: 400 });
  const late = Math.floor(transcript.sentences.length * 0.75);
  const voice = transcript.sentences.map((_, index) => ({ levelDb: index >= late ? -10 : -25 }));
  const [loud] = selectHighlights(transcript, { ...REEL, voice, earliness: 0 });
  expect(loud?.startMs).toBeGreaterThanOrEqual((transcript.sentences[late]?.startMs ?? 0) - 30_000);
  expect(loud?.reasons.join()).toContain('energy');
});

test('whatever the transcript, proposals are whole sentences within bounds or say why not', () => {
  const sentence = fc.record({ text: fc.constantFrom('And so it goes.', 'Nobody ever asks.', 'Why?', 'The oven broke in May', '好。', 'People should never stop!', 'Welcome back to the show.', 'Brought to you by Acme.', '…', '\u202e<b>'), gap: fc.integer({ min: -800, max: 1500 }), length: fc.integer({ min: 0, max: 12_000 }), speaker: fc.constantFrom(null, 'Ada', 'Bob', 'Speaker 3') });
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 60 }), fc.constantFrom('en', 'de', 'und', 'xx-Y'), fc.integer({ min: 1, max: 30_000 }), (spoken, language, minMs) => {
      let clock = 1000;
      const sentences = spoken.map(({ text, gap, length, speaker }): Sentence => {
        const startMs = Math.max(0, clock + gap);
        clock = Math.max(clock, startMs + length);
        return { speaker, startMs, endMs: startMs + length, text, words: [{ text: text.replace(/\s/g, ''), startMs, endMs: startMs + length, confidence: 1 }], timing: 'recognized' };
      });
      const highlights = selectHighlights({ language, sentences: sentences.sort((a, b) => a.startMs - b.startMs) }, { ...REEL, minMs });
      for (const { startMs, endMs, boundaries, title, reasons } of highlights) {
        expect(sentences.some((candidate) => candidate.startMs === startMs)).toBe(true);
        expect(sentences.some((candidate) => candidate.endMs === endMs)).toBe(true);
        expect(boundaries.lengthWithinBounds.holds).toBe(endMs - startMs >= minMs && endMs - startMs <= REEL.maxMs);
        for (const rule of BOUNDARY_RULES) expect(boundaries[rule].why === undefined).toBe(boundaries[rule].holds);
        expect(title.length).toBeGreaterThan(0);
        expect(title.length).toBeLessThanOrEqual(60);
        expect(reasons.length).toBeGreaterThan(0);
      }
    }),
  );
});

test('an hour is read in well under two seconds', () => {
  const { sentences } = sampleEpisode();
  const hour: Sentence[] = Array.from({ length: 14 }, (_, round) => round * 266_000).flatMap((shiftMs, round) =>
    sentences.map((sentence) => ({
      ...sentence,
      text: sentence.text.replace(/\b(\w{5,})\b/g, (word, _same, at: number) => ((at + round) % 3 === 0 ? `${word}${'abcdefghijklmn'[round]}` : word)),
      startMs: sentence.startMs + shiftMs,
      endMs: sentence.endMs + shiftMs,
    })),
  );
  const began = process.cpuUsage();
  expect(selectHighlights({ language: 'en', sentences: hour }, { ...REEL, reels: 10 })).toHaveLength(10);
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000);
});
