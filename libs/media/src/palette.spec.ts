import { expect, test } from '@jest/globals';
import { oklchOf, paletteForName, rgbOf } from '@reels/editing/composition';
import sharp from 'sharp';
import { choosePalette } from './palette.js';

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

test('without cover art the name decides', async () => {
  expect(await choosePalette(null, 'The Second Shift')).toEqual(paletteForName('The Second Shift'));
});
