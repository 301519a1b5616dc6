import { expect, test } from '@jest/globals';
import { HOUSE_PALETTES } from '@reels/contracts';
import fc from 'fast-check';
import { contrast } from './colour.js';
import { hexOf, oklchOf, rgbOf } from './oklch.js';
import { housePalette, paletteForName, paletteOf } from './palette.js';

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

test('a name decides, always alike, and names differ', () => {
  expect(paletteForName('The Second Shift')).toEqual(housePalette('sky'));
  const many = Array.from({ length: 40 }, (_, at) => paletteForName(`Show ${at}`));
  expect(new Set(many.map(({ accent }) => accent)).size).toBeGreaterThanOrEqual(6);
  expect(new Set(HOUSE_PALETTES.map((name) => housePalette(name).accent)).size).toBe(HOUSE_PALETTES.length);
});

test('colours survive the way to OKLCH and back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
    const hex = `#${value.toString(16).padStart(6, '0')}`;
    const back = rgbOf(hexOf(oklchOf(...rgbOf(hex))));
    rgbOf(hex).forEach((channel, at) => expect(Math.abs(channel - (back[at] ?? 0))).toBeLessThanOrEqual(3));
  }));
});
