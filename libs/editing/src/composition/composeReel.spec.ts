import { expect, test } from '@jest/globals';
import { CAPTION_PART, CAPTION_STYLES, LAYOUTS, SAFE_ZONE } from '@reels/contracts';
import type { Composition, Palette } from '@reels/contracts';
import fc from 'fast-check';
import { PLAIN_FONTS, spoken, spokenInTurn } from '../captions/testing/plainFonts.js';
import { contrast, dimmest, mix } from './colour.js';
import { composeReel } from './composeReel.js';
import type { ReelContent } from './composeReel.js';
import { cutPeaks } from './cutPeaks.js';
import { pictureRect } from './frame.js';
import { speakerTurns } from './speakers.js';

const PALETTE: Palette = { ground: '#100e15', glows: ['#3b255b', '#024349'], accent: '#fdad63', pop: '#fd9305', box: '#8e57d8', marker: '#feb16a', tile: ['#d67c01', '#9b1e25'] };
const SENTENCES = spokenInTurn(['Say yes first, and then figure out the oven.', 'Some people would call that reckless.'], 100, 'Daniel');
const CONTENT: ReelContent = {
  sentences: SENTENCES,
  durationMs: (SENTENCES.at(-1)?.endMs ?? 0) + 300,
  language: 'en',
  captions: 'studio',
  layout: 'audiogram',
  title: 'The baker who fixes radios',
  show: 'The Second Shift',
  peaks: { bucketMs: 40, values: Array.from({ length: 150 }, (_, at) => (at * 37) % 200) },
  palette: PALETTE,
  hasCover: false,
  video: null,
};
const compose = (changes: Partial<ReelContent> = {}): Composition => composeReel({ ...CONTENT, ...changes }, PLAIN_FONTS);

interface Event {
  startMs: number;
  endMs: number;
  part: string;
  text: string;
}

const EVENT = /^Dialogue: \d,(\d):(\d\d):(\d\d)\.(\d\d),(\d):(\d\d):(\d\d)\.(\d\d),Default,(\w*),0,0,0,,(.*)$/;
function eventsOf({ ass, still }: Composition): Event[] {
  return [still?.lettering ?? '', ass]
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('Dialogue:'))
    .map((line) => {
      const [, ...parts] = EVENT.exec(line) ?? [];
      const [h1 = 0, m1 = 0, s1 = 0, c1 = 0, h2 = 0, m2 = 0, s2 = 0, c2 = 0] = parts.slice(0, 8).map(Number);
      return { startMs: ((h1 * 60 + m1) * 60 + s1) * 1_000 + c1 * 10, endMs: ((h2 * 60 + m2) * 60 + s2) * 1_000 + c2 * 10, part: parts[8] ?? '', text: parts[9] ?? '' };
    });
}
const shown = ({ text }: Event): string => text.replace(/\{[^{}]*\}/g, '').replace(/[\u200e\u200f\u00a0]/g, '');
const isDrawing = ({ text }: Event): boolean => text.includes('\\p1');
const texts = (composition: Composition): string[] => eventsOf(composition).filter((event) => !isDrawing(event)).map(shown);

const combinations = CAPTION_STYLES.flatMap((captions) => LAYOUTS.map((layout) => ({ captions, layout, video: layout === 'fit' ? { width: 1_920, height: 1_080 } : null })));

test.each(combinations)('$captions in $layout shows all words, the title and the show, and stays inside the reel', (changes) => {
  const composition = compose(changes);
  const all = texts(composition).join(' ').toLowerCase();
  for (const word of ['oven', 'reckless', 'second shift', 'baker who fixes radios', 'daniel']) expect(all).toContain(word);
  for (const { startMs, endMs } of eventsOf(composition)) {
    expect(endMs).toBeGreaterThan(startMs);
    expect(endMs).toBeLessThanOrEqual(CONTENT.durationMs + 80);
  }
  expect(composition.still === null).toBe(changes.layout === 'fit');
  expect(composition.picture === null).toBe(changes.layout === 'audiogram');
  expect(composition.thumbnailMs).toBeLessThan(CONTENT.durationMs);
});

test('the four styles draw the same words in four ways', () => {
  const documents = CAPTION_STYLES.map((captions) => compose({ captions }).ass);
  expect(new Set(documents.map((ass) => ass.replace(/#?&H[0-9A-F]+&/g, ''))).size).toBe(CAPTION_STYLES.length);
});

test('a word is lit while it is said', () => {
  const word = SENTENCES[0]?.words[1];
  const event = eventsOf(compose()).find((one) => shown(one) === 'yes');
  const [lit, said] = [...(event?.text ?? '').matchAll(/\\t\((\d+),(\d+),[^)]*\)/g)].map(([, from, to]) => [Number(from), Number(to)].map((ms) => ms + (event?.startMs ?? 0)));
  expect((lit?.[0] ?? 0) + 40).toBeCloseTo(word?.startMs ?? -1, -1.3);
  expect(said?.[0]).toBeCloseTo(SENTENCES[0]?.words[2]?.startMs ?? -1, -1.3);
});

test('"none" shows everything but the captions', () => {
  const composition = compose({ captions: 'none' });
  expect(texts(composition).join(' ')).not.toContain('oven');
  expect(texts(composition).join(' ')).toContain('The Second Shift');
  expect(eventsOf(composition).some(({ part }) => part === CAPTION_PART)).toBe(false);
  expect(eventsOf(composition).filter(isDrawing).length).toBeGreaterThan(10);
});

test('captions say that they are captions, and nothing else does', () => {
  const captions = eventsOf(compose()).filter(({ part, text }) => part === CAPTION_PART && !text.includes('\\p1'));
  expect(captions.map(shown).join(' ')).toBe(SENTENCES.map(({ text }) => text).join(' '));
});

test('a title without a show, a speaker without a name, silence, and a reel of one word', () => {
  const composition = compose({ show: null, sentences: [spoken('Yes.', 0, 'Speaker 1')], durationMs: 700, peaks: { bucketMs: 40, values: [] } });
  expect(texts(composition)).toEqual(expect.arrayContaining(['Yes.', 'The baker who fixes radios']));
  expect(texts(composition).join(' ')).not.toContain('Speaker');
});

test('text from the right is laid out from the right', () => {
  const ltr = compose();
  const rtl = compose({ sentences: [spoken('الناس لا يدفعون ثمن الخبز')], language: 'ar', title: 'الخباز', show: 'البودكاست' });
  expect(ltr.still?.cover?.box.x).toBe(84);
  expect(rtl.still?.cover?.box.x).toBe(84 + 846 - 132);
  const at = (text: string): number => Number(/\\(?:pos|move)\(([\d.]+),/.exec(eventsOf(rtl).find((event) => shown(event) === text)?.text ?? '')?.[1]);
  expect(at('الناس')).toBeGreaterThan(at('لا'));
});

const TAGS = /^\\(an[57]|pos\([\d.,-]+\)|move\([\d.,-]+\)|fad\(\d+,\d+\)|p1|[13]?c&H[0-9A-F]{6}&|[13]a&H[0-9A-F]{2}&|bord[\d.]+|fn[\w ]+|fs[\d.]+|fsp-?[\d.]+|fsc[xy][\d.]+|frz-?[\d.]+|clip\([\d,-]+\)|t\(\d+,\d+,(?:[\d.]+,)?(?:\\[^()]+(?:\([\d,-]+\))?)+\))/;

/** Fails where a block holds anything but the tags that the composition writes. */
function expectOwnTags(composition: Composition): void {
  for (const { text } of eventsOf(composition)) {
    for (const [block] of text.matchAll(/\{[^{}]*\}/g)) {
      let rest = block.slice(1, -1);
      for (let tag = TAGS.exec(rest); tag; tag = TAGS.exec(rest)) rest = rest.slice(tag[0].length);
      expect(rest).toBe('');
    }
    expect(text.replace(/\{[^{}]*\}/g, '')).not.toMatch(/[{}\\]/);
  }
}

const nasty = fc
  .array(fc.oneof(fc.constantFrom('{', '}', '\\', '\\N', '{\\p1}m 0 0 l 9 9', '\\h', '{\\t(0,1,\\fscx9999)}', '\u0000', '\r\n', '\u2028', '\ud800', ',', 'Dialogue: 0,', '\u202e', ' '), fc.string({ unit: 'binary', maxLength: 8 })), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));

test('no transcript, title or name brings a command or a line of its own into the document', () => {
  fc.assert(
    fc.property(nasty, nasty, nasty, fc.constantFrom(...CAPTION_STYLES, 'none' as const), fc.constantFrom(...LAYOUTS), (said, title, speaker, captions, layout) => {
      const sentence = { ...spoken('a b', 0, speaker), words: [{ text: said, startMs: 0, endMs: 800, confidence: 1 }] };
      const composition = compose({ sentences: [sentence], durationMs: 1_000, title, show: title, captions, layout, video: { width: 1_920, height: 1_080 } });
      for (const document of [composition.ass, ...(composition.still ? [composition.still.lettering] : [])]) {
        const [head, body] = document.split('[Events]\n');
        expect(head).toBe(compose().ass.split('[Events]\n')[0]?.replace(/Style: Default,[^,]*/, /Style: Default,[^,]*/.exec(head ?? '')?.[0] ?? ''));
        for (const line of (body ?? '').split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/).slice(1, -1)) expect(line).toMatch(EVENT);
      }
      expectOwnTags(composition);
    }),
    { numRuns: 150 },
  );
});

test('an upright picture fills the frame, a wide one is whole with room for captions below', () => {
  expect(pictureRect({ width: 1_080, height: 1_920 })).toEqual({ x: 0, y: 0, width: 1_080, height: 1_920 });
  expect(pictureRect({ width: 720, height: 1_280 })).toEqual({ x: 0, y: 0, width: 1_080, height: 1_920 });
  expect(pictureRect({ width: 886, height: 1_920 })).toMatchObject({ x: 0, y: 0, width: 1_080 });
  const wide = pictureRect({ width: 1_920, height: 1_080 });
  expect(wide).toMatchObject({ x: 0, width: 1_080, height: 608 });
  expect(SAFE_ZONE.y + SAFE_ZONE.height - wide.y - wide.height).toBeGreaterThan(220);
  for (const [width, height] of [[1, 1], [4, 3], [4, 5], [21, 9], [1_440, 1_080], [640, 853], [5, 1]] as const) {
    const rect = pictureRect({ width, height });
    expect(rect.width / rect.height).toBeCloseTo(width / height, 1.3);
    expect([rect.x, rect.y, rect.width, rect.height].every((length) => length % 2 === 0 && length >= 0)).toBe(true);
    expect(rect.y + rect.height).toBeLessThanOrEqual(1_920);
  }
});

test('a turn lasts until the next one; names of diarization are no names', () => {
  const turns = speakerTurns([spoken('a', 0, 'Maya'), spoken('b', 500, 'Maya'), spoken('c', 1_000, 'Speaker 2'), spoken('d', 2_000, 'Daniel')], 3_000);
  expect(turns).toEqual([
    { name: 'Maya', startMs: 0, endMs: 1_000 },
    { name: 'Daniel', startMs: 2_000, endMs: 3_000 },
  ]);
});

test('words to come are dim and still read', () => {
  for (const ground of ['#000000', '#3b255b', '#100e15']) {
    const opacity = dimmest('#ffffff', [ground], 0.38);
    expect(contrast(mix(ground, '#ffffff', opacity), ground)).toBeGreaterThanOrEqual(4.5);
    expect(opacity).toBeLessThan(0.7);
  }
});

test('the peaks of a cut are those of its ranges', () => {
  expect(cutPeaks({ bucketMs: 40, values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }, [{ startMs: 40, endMs: 120 }, { startMs: 280, endMs: 360 }])).toEqual({ bucketMs: 40, values: [1, 2, 7, 8] });
});
