import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { contrast, hexOf, oklchOf, rgbOf } from './colour.js';
import { choosePalette, paletteOf } from './palette.js';

const hue = fc.double({ min: 0, max: 360, noNaN: true });

test('text keeps its contrast on the colours of any hues', () => {
  fc.assert(
    fc.property(hue, hue, hue, fc.constantFrom(0, 0.25, 1), (accent, first, second, vividness) => {
      const palette = paletteOf({ accent, glows: [first, second], vividness });
      for (const ground of [palette.ground, ...palette.glows]) {
        expect(contrast('#ffffff', ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(palette.accent, ground)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast('#ffffff', palette.box)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.pop, '#000000')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.marker, '#17130f')).toBeGreaterThanOrEqual(4.5);
      for (const end of palette.tile) expect(contrast('#ffffff', end)).toBeGreaterThanOrEqual(3);
    }),
    { numRuns: 200 },
  );
});

const cover = (shapes: string): Promise<Buffer> => sharp(Buffer.from(`<svg width="300" height="300">${shapes}</svg>`)).jpeg().toBuffer();
const hueOf = (hex: string): number => oklchOf(...rgbOf(hex)).hue;
const apart = (one: number, other: number): number => Math.min((one - other + 720) % 360, (other - one + 720) % 360);

test('the colours come from the cover art', async () => {
  const palette = await choosePalette(await cover('<rect width="300" height="300" fill="#12355b"/><circle cx="150" cy="150" r="110" fill="#ff8c1a"/>'), 'show');
  expect(apart(hueOf(palette.accent), hueOf('#ff8c1a'))).toBeLessThan(20);
  expect(apart(hueOf(palette.glows[0]), hueOf('#12355b'))).toBeLessThan(20);
});

test('a grey cover and one with transparency are covers too', async () => {
  const grey = await choosePalette(await cover('<rect width="300" height="300" fill="#555"/><circle cx="150" cy="150" r="90" fill="#eee"/>'), 'show');
  expect(oklchOf(...rgbOf(grey.glows[0])).chroma).toBeLessThan(0.04);
  const clear = await sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
  expect(await choosePalette(clear, 'show')).toBeDefined();
});

test('without cover art the name decides, always alike, and names differ', async () => {
  expect(await choosePalette(null, 'The Second Shift')).toEqual(await choosePalette(null, 'The Second Shift'));
  const many = await Promise.all(Array.from({ length: 40 }, (_, at) => choosePalette(null, `Show ${at}`)));
  expect(new Set(many.map(({ accent }) => accent)).size).toBeGreaterThanOrEqual(6);
});

test('colours survive the way to OKLCH and back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
    const hex = `#${value.toString(16).padStart(6, '0')}`;
    const back = rgbOf(hexOf(oklchOf(...rgbOf(hex))));
    rgbOf(hex).forEach((channel, at) => expect(Math.abs(channel - (back[at] ?? 0))).toBeLessThanOrEqual(3));
  }));
});
