import { expect, test } from '@jest/globals';
import { CAPTION_STYLES } from '@reels/contracts';
import type { CaptionStyle, Sentence } from '@reels/contracts';
import fc from 'fast-check';
import { breakCost, NEVER } from './grammar.js';
import { captionZone } from '../composition/captionZone.js';
import { placesOf } from '../composition/places.js';
import { layOutCaptions } from './layout.js';
import type { CaptionZone, PlacedPhrase } from './layout.js';
import { captionRules } from './styles.js';
import { PLAIN_FONTS, spoken, spokenInTurn } from './testing/plainFonts.js';
import { cells } from './typeset.js';

const STORY = [
  'You almost quit baking in your first year.',
  'I had eleven dollars in the account and a broken oven.',
  'Everybody told me to close the shop, and I nearly did.',
  'A customer named Rosa walked in and asked for forty loaves by Friday morning.',
  'I said yes before I even knew how I would do it.',
  'People don’t pay for bread.',
  'They pay for somebody who keeps a promise.',
];

const zoneOf = (style: CaptionStyle): CaptionZone => captionZone({ style, size: captionRules(style, 'audiogram').size, position: 'auto', places: placesOf('9:16', 'ltr'), picture: null, direction: 'ltr' });
const layOut = (sentences: readonly Sentence[], style: CaptionStyle, language = 'en', durationMs = (sentences.at(-1)?.endMs ?? 0) + 400): PlacedPhrase[] =>
  layOutCaptions({ sentences, language, durationMs, direction: 'ltr' }, captionRules(style, 'audiogram'), zoneOf(style), PLAIN_FONTS);

const lines = ({ words }: PlacedPhrase): string[][] => {
  const all: string[][] = [];
  for (const word of words) (all[word.line] ??= []).push(word.text);
  return all;
};
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

test.each(CAPTION_STYLES)('%s shows each word once, in order, in few lines of few letters', (style) => {
  const rules = captionRules(style, 'audiogram');
  const phrases = layOut(spokenInTurn(STORY), style);
  expect(phrases.flatMap(({ words }) => words.map(({ text }) => bare(text)))).toEqual(STORY.join(' ').split(' ').map(bare));
  for (const phrase of phrases) {
    expect(phrase.words.length).toBeLessThanOrEqual(rules.maxWords);
    expect(lines(phrase).length).toBeLessThanOrEqual(rules.maxLines);
    for (const line of lines(phrase)) expect(line.length === 1 || cells(line.join(' ')) <= 22).toBe(true);
  }
});

/** Solo shows each word alone: nothing is parted there. */
const PHRASED = CAPTION_STYLES.filter((style) => style !== 'solo');

test.each(PHRASED)('%s never parts an article from its noun or a pronoun from its verb, and stands for half a second', (style) => {
  for (const phrase of layOut(spokenInTurn(STORY), style)) {
    for (const line of lines(phrase)) expect(bare(line.at(-1) ?? '')).not.toMatch(/^(the|a|your|i|they|you)$/);
    expect(phrase.endMs - phrase.startMs).toBeGreaterThanOrEqual(500);
  }
});

test('a phrase ends where a sentence ends, unless the page has room for both', () => {
  for (const style of ['paper', 'punch', 'capsule'] as const) {
    const ends = layOut(spokenInTurn(STORY), style).map(({ words }) => words.at(-1)?.endMs);
    expect(ends.length).toBeGreaterThan(STORY.length);
    const texts = layOut(spokenInTurn(STORY), style).map((phrase) => lines(phrase).flat().join(' '));
    expect(texts.filter((text) => /[.?!]\s/.test(text))).toEqual([]);
  }
});

test('a breath moves the break, but not between "the" and "oven"', () => {
  const paused = spoken('we fixed the old oven and then we went back home');
  const gap = (after: string): Sentence => {
    let late = 0;
    const words = paused.words.map((word) => {
      const moved = { ...word, startMs: word.startMs + late, endMs: word.endMs + late };
      if (word.text === after) late = 900;
      return moved;
    });
    return { ...paused, words, endMs: paused.endMs + 900 };
  };
  const firstPhrase = (sentence: Sentence): string => (layOut([sentence], 'capsule')[0] as PlacedPhrase).words.map(({ text }) => text).join(' ');
  expect(firstPhrase(gap('oven'))).toBe('we fixed the old oven');
  expect(firstPhrase(gap('the'))).not.toMatch(/the$/);
});

test('another speaker begins another phrase', () => {
  const phrases = layOut([spoken('Wait.', 0, 'Maya'), spoken('Yes.', 700, 'Daniel')], 'studio');
  expect(phrases.map(({ speaker }) => speaker)).toEqual(['Maya', 'Daniel']);
});

test('the first words stand from the first frame, the last ones to the last', () => {
  const phrases = layOut(spokenInTurn(STORY, 200), 'studio');
  expect(phrases[0]?.startMs).toBe(0);
  expect(phrases.at(-1)?.endMs).toBe(spokenInTurn(STORY, 200).at(-1)?.endMs as number + 400);
});

test('phrases never overlap, and every word is lit while its phrase is seen', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ text: fc.string({ minLength: 1, maxLength: 12 }), gap: fc.nat(900), length: fc.integer({ min: 0, max: 700 }) }), { minLength: 1, maxLength: 40 }), fc.constantFrom(...CAPTION_STYLES), (said, style) => {
      let at = 0;
      const words = said.map(({ text, gap, length }) => {
        const startMs = (at += gap);
        at += length;
        return { text: text.replace(/\s/g, '') || 'x', startMs, endMs: at, confidence: 1 };
      });
      const sentence: Sentence = { speaker: null, startMs: words[0]?.startMs ?? 0, endMs: at, text: words.map(({ text }) => text).join(' '), words, timing: 'given' };
      const phrases = layOut([sentence], style);
      phrases.forEach((phrase, index) => {
        expect(phrase.startMs).toBeLessThanOrEqual(phrase.endMs);
        expect(phrase.startMs).toBeGreaterThanOrEqual(phrases[index - 1]?.endMs ?? 0);
        for (const word of phrase.words) {
          expect(word.startMs).toBeGreaterThanOrEqual(phrase.startMs);
          expect(word.endMs).toBeLessThanOrEqual(Math.max(phrase.endMs, word.startMs));
        }
      });
    }),
    { numRuns: 100 },
  );
});

test.each(CAPTION_STYLES)('%s: no text leaves its zone', (style) => {
  const rules = captionRules(style, 'audiogram');
  const zone = zoneOf(style);
  const word = fc.oneof(fc.string({ minLength: 1, maxLength: 14 }), fc.constantFrom('Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen', 'https://example.com/'.repeat(20), '一二三四五六七八九十'.repeat(9), '🎉'.repeat(50)));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 25 }), fc.constantFrom('ltr' as const, 'rtl' as const), (said, direction) => {
      const text = said.map((part) => part.replace(/\s/g, '') || 'x').join(' ');
      for (const phrase of layOutCaptions({ sentences: [spoken(text)], language: 'de', durationMs: 90_000, direction }, rules, zone, PLAIN_FONTS)) {
        for (const { x, width, top, height } of phrase.words) {
          expect(x).toBeGreaterThanOrEqual(zone.x - 0.01);
          expect(x + width).toBeLessThanOrEqual(zone.x + zone.width + 0.01);
          expect(top).toBeGreaterThanOrEqual(zone.y - 0.01);
          expect(top + height).toBeLessThanOrEqual(zone.y + zone.height + 0.01);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('a word too long for a line is cut by hyphens and shares out its time', () => {
  const phrases = layOut([spoken('Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen')], 'studio');
  const words = phrases.flatMap((phrase) => phrase.words);
  expect(words.length).toBeGreaterThan(1);
  expect(words.slice(0, -1).every(({ text }) => text.endsWith('-'))).toBe(true);
  expect(words.map(({ text }) => text.replace(/-$/, '')).join('')).toBe('Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen');
  words.slice(1).forEach((word, at) => expect(word.startMs).toBeGreaterThan(words[at]?.startMs ?? Infinity));
});

test('Punch shouts and drops what is not heard', () => {
  const words = layOut([spoken('“Wait, with a broken oven?”')], 'punch').flatMap((phrase) => phrase.words.map(({ text }) => text));
  expect(words).toEqual(['WAIT', 'WITH', 'A', 'BROKEN', 'OVEN?']);
  expect(layOut([spoken('istanbul iyi')], 'punch', 'tr').flatMap((phrase) => phrase.words.map(({ text }) => text))).toEqual(['İSTANBUL', 'İYİ']);
});

test.each([
  ['en', 'the', 'oven', NEVER],
  ['en', 'They', 'pay', NEVER],
  ['de', 'der', 'Ofen', NEVER],
  ['fr', 'le', 'pain', NEVER],
  ['es', 'la', 'casa', NEVER],
  ['ru', 'я', 'знаю', NEVER],
  ['hi', 'घर', 'में', NEVER],
])('%s: "%s | %s" is never parted', (language, first, second, cost) => {
  expect(breakCost({ said: first, endsSentence: false }, { said: second, endsSentence: false }, language)).toBe(cost);
});

test('breaks rank as an editor ranks them', () => {
  const cost = (first: string, second: string): number => breakCost({ said: first, endsSentence: false }, { said: second, endsSentence: false }, 'en');
  expect(cost('year.', 'I')).toBeLessThan(cost('shop,', 'and'));
  expect(cost('shop,', 'and')).toBeLessThan(cost('loaves', 'because'));
  expect(cost('loaves', 'because')).toBeLessThan(cost('broken', 'oven'));
  expect(cost('broken', 'oven')).toBeLessThan(cost('of', 'bread'));
  expect(cost('walked in', 'and')).toBeLessThan(cost('in', 'town'));
  expect(cost('told you', 'that')).toBeLessThan(NEVER);
});
