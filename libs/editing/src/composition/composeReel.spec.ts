import { expect, test } from '@jest/globals';
import { ASPECTS, CAPTION_PART, CAPTION_STYLES, DEFAULT_DESIGN, DEFAULT_LOOK, frameOf, HOUSE_PALETTES, LAYOUTS, safeZoneOf } from '@reels/contracts';
import type { CaptionLook, CaptionStyle, Composition, Palette, ReelDesign } from '@reels/contracts';
import fc from 'fast-check';
import { PLAIN_FONTS, spoken, spokenInTurn } from '../captions/testing/plainFonts.js';
import { contrast, dimmest, mix } from './colour.js';
import { composeReel } from './composeReel.js';
import type { ReelContent } from './composeReel.js';
import { cutPeaks } from './cutPeaks.js';
import { housePalette } from './palette.js';
import { pictureRect } from './picture.js';
import { placesOf } from './places.js';
import { speakerTurns } from './speakers.js';
import { readableOn, toneOf } from './tone.js';

const PALETTE: Palette = { ground: '#100e15', glows: ['#3b255b', '#024349'], accent: '#fdad63', pop: '#fd9305', box: '#8e57d8', marker: '#feb16a', tile: ['#d67c01', '#9b1e25'] };
const SENTENCES = spokenInTurn(['Say yes first, and then figure out the oven.', 'Some people would call that reckless.'], 100, 'Daniel');
const CONTENT: ReelContent = {
  sentences: SENTENCES,
  durationMs: (SENTENCES.at(-1)?.endMs ?? 0) + 300,
  language: 'en',
  design: DEFAULT_DESIGN,
  title: 'The baker who fixes radios',
  show: 'The Second Shift',
  peaks: { bucketMs: 40, values: Array.from({ length: 150 }, (_, at) => (at * 37) % 200) },
  palette: PALETTE,
  hasCover: false,
  video: null,
};
/** Changes of the design beside those of the content; a wide picture where one is shown. */
const compose = ({ design, ...changes }: Omit<Partial<ReelContent>, 'design'> & { design?: Partial<ReelDesign> } = {}): Composition =>
  composeReel({ ...CONTENT, video: design?.layout === 'fit' ? WIDE : null, ...changes, design: { ...DEFAULT_DESIGN, ...design } }, PLAIN_FONTS);

const WIDE = { width: 1_920, height: 1_080 };

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

const combinations = CAPTION_STYLES.flatMap((captions) => LAYOUTS.map((layout) => ({ captions, layout })));

test.each(combinations)('$captions in $layout shows all words, the title and the show, and stays inside the reel', (design) => {
  const composition = compose({ design });
  const all = texts(composition).join(' ').toLowerCase();
  for (const word of ['oven', 'reckless', 'second shift', 'baker who fixes radios', 'daniel']) expect(all).toContain(word);
  for (const { startMs, endMs } of eventsOf(composition)) {
    expect(endMs).toBeGreaterThan(startMs);
    expect(endMs).toBeLessThanOrEqual(CONTENT.durationMs + 80);
  }
  expect(composition.still === null).toBe(design.layout === 'fit');
  expect(composition.picture === null).toBe(design.layout === 'audiogram');
  expect(composition.thumbnailMs).toBeLessThan(CONTENT.durationMs);
});

test('each style draws the same words its own way', () => {
  const documents = CAPTION_STYLES.map((captions) => compose({ design: { captions } }).ass);
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
  const composition = compose({ design: { captions: 'none' } });
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
      const composition = compose({ sentences: [sentence], durationMs: 1_000, title, show: title, design: { captions, layout } });
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

const safe = safeZoneOf('9:16');

test('an upright picture fills the frame, a wide one is whole with room for captions below', () => {
  expect(pictureRect({ width: 1_080, height: 1_920 })).toEqual({ x: 0, y: 0, width: 1_080, height: 1_920 });
  expect(pictureRect({ width: 720, height: 1_280 })).toEqual({ x: 0, y: 0, width: 1_080, height: 1_920 });
  expect(pictureRect({ width: 886, height: 1_920 })).toMatchObject({ x: 0, y: 0, width: 1_080 });
  const wide = pictureRect({ width: 1_920, height: 1_080 });
  expect(wide).toMatchObject({ x: 0, width: 1_080, height: 608 });
  expect(safe.y + safe.height - wide.y - wide.height).toBeGreaterThan(220);
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

const LOOKS: CaptionLook[] = [
  DEFAULT_LOOK,
  { font: 'anton', size: 1.4, position: 'top', colour: '#ffee00', highlight: '#102030', wordsAtATime: 1, upperCase: true },
  { font: 'geist_mono', size: 0.7, position: 'bottom', colour: '#101010', highlight: '#ff0066', wordsAtATime: 8, upperCase: false },
  { ...DEFAULT_LOOK, size: 1.4, position: 'middle' },
];
const VIDEOS = [WIDE, { width: 1_080, height: 1_920 }, { width: 1_440, height: 1_080 }, { width: 1_000, height: 1_000 }, { width: 2_560, height: 1_080 }];
const placings = ASPECTS.flatMap((aspect) => [null, ...VIDEOS].map((video) => ({ aspect, video })));

/** Left, top, right and bottom of a drawing in frame coordinates; clips, which move, cut it further. */
function drawnBox(text: string): [number, number, number, number] {
  const numbers = [...text.replace(/\{[^{}]*\}/g, '').matchAll(/-?[\d.]+/g)].map(([value]) => Number(value));
  const [xs, ys] = [numbers.filter((_, at) => at % 2 === 0), numbers.filter((_, at) => at % 2 === 1)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

test.each(placings)('nothing of the captions leaves the safe zone of $aspect, whatever the look ($video)', ({ aspect, video }) => {
  const { x, y, width, height } = safeZoneOf(aspect);
  const texts = [[spoken('Say yes: Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und')], [spoken('الناس لا يدفعون ثمن الخبز')]];
  const cases = CAPTION_STYLES.flatMap((captions, style) => LOOKS.map((look, at) => ({ captions, look, sentences: texts[(style + at) % texts.length] ?? [] })));
  for (const { captions, look, sentences } of cases) {
    const composition = compose({ sentences, peaks: { bucketMs: 40, values: [] }, design: { aspect, captions, look }, video });
    expect(composition.frame).toEqual(frameOf(aspect));
    expect(composition.ass).toContain(`PlayResX: ${composition.frame.width}\nPlayResY: ${composition.frame.height}\n`);
    for (const event of eventsOf(composition)) {
      const { part, text } = event;
      const drawing = isDrawing(event);
      // Text from the right stands between spaces, which nobody sees.
      if (part !== CAPTION_PART || (!drawing && text.includes('\u200f'))) continue;
      const [atX = NaN, atY = NaN] = /\\(?:pos|move)\((-?[\d.]+),(-?[\d.]+)/.exec(text)?.slice(1).map(Number) ?? [];
      const [left, top, right, bottom] = drawing ? drawnBox(text) : [atX, atY, atX, atY];
      // The line of libass is higher than its letters: only drawings are measured to their top.
      const inside = left >= x - 1 && right <= x + width + 1 && top >= y - (drawing ? 1 : 90) && bottom <= y + height + 1;
      if (!inside) throw new Error(`${captions} ${JSON.stringify(look)} leaves the safe zone: ${text}`);
    }
  }
});

test('what shares the frame with captions lies inside it, mirrored where text runs to the left', () => {
  for (const aspect of ASPECTS) {
    const safeZone = safeZoneOf(aspect);
    for (const direction of ['ltr', 'rtl'] as const) {
      const { reading, cover, header, largeCover, titlePage, paperHeader, waveform, paperWaveform, nameLine, progress, overPicture } = placesOf(aspect, direction);
      for (const rect of [cover, header, largeCover, titlePage, paperHeader, waveform, paperWaveform, nameLine, progress, overPicture, ...Object.values(reading)]) {
        expect(rect.x).toBeGreaterThanOrEqual(safeZone.x);
        expect(rect.y).toBeGreaterThanOrEqual(safeZone.y);
        expect(rect.x + rect.width).toBeLessThanOrEqual(safeZone.x + safeZone.width);
        expect(rect.y + rect.height).toBeLessThanOrEqual(safeZone.y + safeZone.height);
      }
    }
  }
  expect(placesOf('16:9', 'rtl').cover.x).toBeGreaterThan(placesOf('16:9', 'ltr').reading.page.x);
});

test('the look is followed: size, words at a time, capitals, font and colours', () => {
  const look = (changes: Partial<CaptionLook>, captions: CaptionStyle = 'studio'): Composition => compose({ design: { captions, look: { ...DEFAULT_LOOK, ...changes } } });
  expect(look({ upperCase: true }).ass).toContain('OVEN.');
  expect(look({ upperCase: false }, 'punch').ass).toContain('oven');
  expect(look({ font: 'poppins' }).fonts).toContain('Poppins ExtraBold');
  expect(look({ highlight: '#12ab34' }).ass).toContain('\\1c&H34AB12&');
  expect(look({ colour: '#12ab34' }).ass).toContain('\\1c&H34AB12&');
  const starts = (composition: Composition): number => new Set(eventsOf(composition).filter(({ part }) => part === CAPTION_PART).map(({ startMs }) => startMs)).size;
  expect(starts(look({ wordsAtATime: 2 }))).toBeGreaterThan(starts(look({})));
  const size = (composition: Composition): number => Number(/\\fs([\d.]+)/.exec(eventsOf(composition).find(({ part }) => part === CAPTION_PART)?.text ?? '')?.[1]);
  expect(size(look({ size: 0.7 }))).toBeCloseTo(0.7 * size(look({})), 0);
});

test('a colour of one’s own that would be lost gets an outline', () => {
  const outlined = (colour: string): boolean => compose({ design: { captions: 'studio', look: { ...DEFAULT_LOOK, colour } } }).ass.includes('\\bord');
  expect(outlined('#151020')).toBe(true);
  expect(outlined('#ffffff')).toBe(false);
});

test('the background decides the ground and the palette', () => {
  const still = (background: ReelDesign['background'], more: Partial<ReelContent> = {}): Composition['still'] => compose({ ...more, design: { background } } as Parameters<typeof compose>[0]).still;
  expect(still('auto')).toMatchObject({ ground: 'dark', palette: PALETTE });
  expect(still('mint')).toMatchObject({ ground: 'dark', palette: housePalette('mint') });
  expect(still('paper')?.ground).toBe('paper');
  expect(still('cover')?.ground).toBe('dark');
  expect(still('cover', { hasCover: true })?.ground).toBe('cover');
  expect(compose({ design: { layout: 'fit', background: 'mint' } }).pictureGround).toBe(housePalette('mint').ground);
  expect(compose({ design: { layout: 'fit' } }).pictureGround).toBeNull();
});

test('every accent is read on every ground', () => {
  for (const name of HOUSE_PALETTES) {
    for (const ground of ['dark', 'paper', 'cover'] as const) {
      const { grounds, text, accent, box, onBox, marker } = toneOf(ground, housePalette(name));
      for (const back of grounds) for (const colour of [text, accent]) expect(contrast(colour, back)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onBox, box)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(readableOn(marker, text), marker)).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test('a long title is set smaller, and in more lines of a wide frame, before it is cut', () => {
  const title = 'How a baker in a small town learned to mend forty-year-old radios, and why nobody pays for bread at all any more';
  const titleOf = (design: Partial<ReelDesign>): string => texts(compose({ title, hasCover: true, design })).join(' ');
  for (const captions of ['studio', 'paper', 'none'] as const) expect(titleOf({ aspect: '16:9', captions })).toContain(title);
  expect(titleOf({ captions: 'none' })).toContain(title);
});

test('letters are typed where the font draws them, and words stand as far apart as its space is wide', () => {
  // Letters of two widths: an i is a quarter of an m.
  const fonts = { ...PLAIN_FONTS, width: (_: string, text: string) => [...text].reduce((sum, letter) => sum + (letter === 'i' ? 0.2 : letter === ' ' ? 0.3 : 0.8), 0) };
  const sentences = [spoken('im im', 100)];
  const { ass } = composeReel({ ...CONTENT, sentences, design: { ...DEFAULT_DESIGN, captions: 'typewriter' } }, fonts);
  const words = ass.split('\n').filter((line) => /\bim$/.test(line) && line.includes('\\clip'));
  const [first, second] = words.map((line) => Number(/\\pos\((-?[\d.]+)/.exec(line)?.[1]));
  const [, begins = 0, , ends = 0] = (/\\clip\(([-\d.]+),([-\d.]+),([-\d.]+)/.exec(words[0] ?? '') ?? []).map(Number);
  const size = ((second ?? 0) - (first ?? 0)) / 1.3;
  expect((ends - begins) / size).toBeCloseTo(0.2 + 0.04, 1);
});
