import { expect, test } from '@jest/globals';
import { COVER_GROUND } from '@reels/contracts';
import { coverGround } from './ground.js';
import { oklchOf, rgbOf } from './oklch.js';
import { housePalette } from './palette.js';

const PALETTE = housePalette('mint');
/** A cover of two by two pixels, in one colour. */
const plain = (red: number, green: number, blue: number): [number, number, number] => {
  const [r = 0, g = 0, b = 0] = coverGround([red, green, blue, red, green, blue, red, green, blue, red, green, blue], { width: 2, channels: 3 }, PALETTE);
  return [r, g, b];
};

test('what is grey or white in a cover becomes a colour of the palette; what is vivid stays what it is', () => {
  const [white, glow] = [oklchOf(...plain(255, 255, 255)), oklchOf(...rgbOf(PALETTE.glows[0]))];
  expect(Math.abs(white.hue - glow.hue)).toBeLessThan(12);
  expect(white.chroma).toBeGreaterThan(0.02);
  const [red, green, blue] = plain(220, 40, 30);
  expect(red).toBeGreaterThan(2 * Math.max(green, blue));
});

test('no place is brighter than white words allow, and none that is dark is lit', () => {
  const [ceiling] = rgbOf(COVER_GROUND);
  const covers: [number, number, number][] = [[255, 255, 255], [255, 0, 0], [0, 255, 255], [250, 240, 10]];
  for (const rgb of covers) expect(Math.max(...plain(...rgb))).toBeLessThanOrEqual(ceiling);
  const [lit, dark] = [coverGround([255, 255, 255, 255, 0, 0, 0, 255], { width: 2, channels: 4 }, PALETTE).subarray(0, 3), rgbOf(PALETTE.ground)];
  expect(Math.max(...lit)).toBeGreaterThan(Math.max(...dark) + 20);
  expect([...coverGround([255, 255, 255, 255, 0, 0, 0, 255], { width: 2, channels: 4 }, PALETTE).subarray(3)].map(Math.round)).toEqual([...dark]);
});
