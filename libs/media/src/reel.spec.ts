import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { ASPECTS, CAPTION_STYLES, frameOf, LAYOUTS, safeZoneOf } from '@reels/contracts';
import type { Aspect, CaptionStyle, Layout } from '@reels/contracts';
import type { FONT_FILES } from '@reels/editing/fonts';
import { makeFontsDir } from './fonts.js';
import { bright, compose, drawn, fonts, near, palette, sentence } from './testing/reels.js';
import type { Pixels } from './testing/reels.js';
import { MediaFolder } from './testing/makeMedia.js';

/** Processes on a busy machine. */
jest.setTimeout(60_000);

const media = new MediaFolder();
afterAll(() => media.remove());

describe('words are measured as libass draws them', () => {
  const SAMPLES: [font: keyof typeof FONT_FILES, text: string][] = [
    ['Bricolage Grotesque Bold', 'Breadmaker'],
    ['Anton Regular', 'YESTERDAY'],
    ['Instrument Serif Regular', 'fixes AVATAR'],
    ['Poppins ExtraBold', 'promise'],
    ['Commissioner Bold', 'обещание'],
    ['Noto Serif Display Regular', 'υπόσχεση'],
    ['Sofia Sans Extra Condensed Black', 'ДЕРЖИТ'],
    ['Noto Sans Arabic Bold', 'يدفعون'],
    ['Noto Naskh Arabic Regular', 'يدفعون'],
    ['Noto Sans Hebrew Bold', 'הבטחה'],
    ['Noto Sans Devanagari Bold', 'निभाने'],
    ['Noto Sans Thai Bold', 'ขนมปัง'],
    ['Noto Sans SC Bold', '诺言的人'],
    ['Zen Kaku Gothic New Black', '約束を'],
    ['NanumGothicExtraBold', '사람에게'],
    ['Noto Emoji Bold', '🎉🍞'],
  ];
  const SIZE = 100;

  test.each(SAMPLES)('%s: %s', async (font, text) => {
    const folder = media.folder();
    const { ascent, descent } = fonts.metrics(font);
    // Between spaces, which keep libass from measuring a dot inside a letter as the word's edge.
    const space = fonts.covers(font, '\u00a0') ? '\u00a0' : '';
    const ass = media.write(
      'measure.ass',
      `[Script Info]\nScriptType: v4.00+\nPlayResX: 1080\nPlayResY: 1920\nKerning: yes\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\nStyle: Default,${font},${SIZE * (ascent + descent)},&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,-1\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nDialogue: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,{\\pos(200,500)}${space}${text}${space}\n`,
    );
    await makeFontsDir(`${folder}/fonts`, [font]);
    const box = (await drawn(ass, `${folder}/fonts`, [0]))[0]?.boxOf(bright);
    const from = 200 + fonts.width(font, space) * SIZE;
    const to = from + fonts.width(font, text) * SIZE;
    // Letters stand inside their advance widths but for a small overhang, and fill them.
    expect(box?.left).toBeGreaterThan(from - 6);
    expect(box?.left).toBeLessThan(from + 22);
    expect(box?.right).toBeLessThan(to + 6);
    expect(box?.right).toBeGreaterThan(to - 22);
  });
});

describe('what is read lies in the safe zone, in every style, layout and aspect', () => {
  const LINES: [language: string, text: string][] = [
    ['de', 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und https://example.com/a/very/long/address'],
    ['ar', 'الناس لا يدفعون ثمن الخبز، بل يدفعون لمن يفي بوعده.'],
    ['ja', '人々はパンにお金を払うのではなく、約束を守る人に払うのです。'],
  ];
  /** Each style in each layout and script; the aspects by turns. */
  const cases = CAPTION_STYLES.flatMap((captions) => LAYOUTS.flatMap((layout) => LINES.map(([language, text]): [CaptionStyle, Layout, string, string] => [captions, layout, language, text]))).map(
    (one, at): [Aspect, ...typeof one] => [ASPECTS[at % ASPECTS.length] ?? '9:16', ...one],
  );

  test.each(cases)('%s, %s, %s, %s', async (aspect, captions, layout, language, text) => {
    const safe = safeZoneOf(aspect);
    const wordMs = 300;
    const words = text.split(' ').length;
    const folder = media.folder();
    const { ass, fontsDir } = await compose(folder, {
      sentences: [sentence(text, 0, language === 'ja' ? 6_000 : wordMs, 'A Rather Long Name Of Somebody')],
      durationMs: Math.max(6_000, words * wordMs),
      language,
      design: { aspect, captions, layout },
      title: text,
      show: text,
      video: layout === 'fit' ? frameOf(aspect) : null,
    });
    // Paper draws in dark ink: on a light ground.
    const ground = captions === 'paper' ? '#f3ecdf' : 'black';
    const seen = captions === 'paper' ? (red: number): boolean => red < 150 : bright;
    for (const frame of await drawn(ass, fontsDir, [500, 1_700], ground, frameOf(aspect))) {
      const box = frame.boxOf(seen);
      expect(box).not.toBeNull();
      expect(box?.left).toBeGreaterThanOrEqual(safe.x);
      expect(box?.right).toBeLessThanOrEqual(safe.x + safe.width);
      expect(box?.top).toBeGreaterThanOrEqual(safe.y);
      expect(box?.bottom).toBeLessThanOrEqual(safe.y + safe.height);
    }
  });
});

describe('each style lights the word that is said', () => {
  const text = 'one two three';
  const WORD_MS = 1_000;
  const colour = { studio: palette.accent, paper: palette.marker, punch: palette.pop, capsule: palette.box, stack: palette.accent, subtitle: palette.box, typewriter: palette.accent };
  /** The rows in which captions stand; header, waveform and names do not. */
  const ROWS = [480, 980] as const;
  const TIMES = [500, 1_500, 2_500];
  const litBoxes = async (captions: CaptionStyle, hex: string): Promise<(ReturnType<Pixels['boxOf']>)[]> => {
    const { ass, fontsDir } = await compose(media.folder(), { sentences: [sentence(text, 0, WORD_MS)], durationMs: 3 * WORD_MS, design: { captions } });
    return (await drawn(ass, fontsDir, TIMES, captions === 'paper' ? '#f3ecdf' : 'black')).map((frame) => frame.boxOf(near(hex, 16), ...ROWS));
  };

  test.each(Object.entries(colour) as [CaptionStyle, string][])('%s', async (captions, hex) => {
    const lit = await litBoxes(captions, hex);
    lit.forEach((box, at) => {
      const before = lit[at - 1];
      // A line of Stack is as wide as the column.
      expect((box?.right ?? NaN) - (box?.left ?? NaN)).toBeLessThan(captions === 'stack' ? 850 : 400);
      // Each is right of the one before, or on a line below.
      if (before) expect((box?.left ?? NaN) > before.right - 40 || (box?.top ?? NaN) > before.bottom - 40).toBe(true);
    });
  });

  test('karaoke sweeps on through the line', async () => {
    const [first, second, third] = await litBoxes('karaoke', palette.accent);
    expect(second?.left).toBe(first?.left);
    expect(second?.right).toBeGreaterThan((first?.right ?? Infinity) + 60);
    expect(third?.right).toBeGreaterThan((second?.right ?? Infinity) + 60);
  });

  test('solo shows one word after the other in the same place', async () => {
    const middles = (await litBoxes('solo', palette.accent)).map((box) => ((box?.left ?? NaN) + (box?.right ?? NaN)) / 2);
    for (const middle of middles) expect(Math.abs(middle - 507)).toBeLessThan(12);
  });

  test('and from the right where the text runs from there', async () => {
    const { ass, fontsDir } = await compose(media.folder(), { sentences: [sentence('الناس لا يدفعون', 0, WORD_MS)], durationMs: 3 * WORD_MS, language: 'ar' });
    const middles = (await drawn(ass, fontsDir, [500, 1_500, 2_500])).map((frame) => {
      const box = frame.boxOf(near(palette.accent, 16), ...ROWS);
      return box ? (box.left + box.right) / 2 : NaN;
    });
    expect(middles[0]).toBeGreaterThan(middles[1] ?? NaN);
    expect(middles[1]).toBeGreaterThan(middles[2] ?? NaN);
  });
});

test('the waveform is played up to where the reel is, and moves with the voice', async () => {
  const voice = Array.from({ length: 200 }, (_, at) => (at > 100 ? 200 : at % 25 < 12 ? 180 : 10));
  const { ass, fontsDir } = await compose(media.folder(), { sentences: [sentence('one', 0, 400)], durationMs: 8_000, peaks: { bucketMs: 40, values: voice } });
  const [early, sooner, late] = (await drawn(ass, fontsDir, [2_000, 2_200, 6_000])).map((frame) => frame.boxOf(near(palette.accent, 30), 1_008, 1_162));
  const at = (share: number): number => 84 + share * 846;
  expect(early?.right).toBeGreaterThan(at(0.2));
  expect(early?.right).toBeLessThan(at(0.3));
  expect(late?.right).toBeGreaterThan(at(0.7));
  expect(late?.right).toBeLessThan(at(0.8));
  expect((late?.bottom ?? 0) - (late?.top ?? 0)).toBeGreaterThan(100);
  expect(early?.count).not.toBe(sooner?.count);
});
