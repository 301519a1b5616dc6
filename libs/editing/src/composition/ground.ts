import { COVER_GROUND } from '@reels/contracts';
import type { Palette } from '@reels/contracts';
import { rgbOf } from './oklch.js';

/** What is drawn behind an audiogram, as geometry: the same for the renderer and for a preview. */

/** A soft light: an ellipse around a centre, in shares of the frame. At a distance of `d` radii its strength is (1 - d²)², and nothing from its rim on. */
export interface Glow {
  colour: string;
  x: number;
  y: number;
  radiusX: number;
  radiusY: number;
}

export const glowsOf = ({ glows }: Palette): Glow[] => [
  { colour: glows[0], x: 0.82, y: 0.06, radiusX: 0.86, radiusY: 0.4 },
  { colour: glows[1], x: -0.02, y: 1.0, radiusX: 0.78, radiusY: 0.42 },
];

/** Ruled lines of paper: the last pixels of every so many, so thick, so much darker. */
export const RULED = { pitch: 60, thickness: 2, strength: 0.035 } as const;

/** The cover art is shrunk to so many pixels at its longer side before it is blurred and spread over the frame: light and colour stay, shapes do not. */
export const COVER_BLUR = { side: 48, sigma: 5 } as const;

/** How much of its own colour a place of the cover keeps: what is vivid most of it, what is grey nothing. */
const OWN = { most: 0.8, perChroma: 1.9 };
/** Blurred colours come out dull: they are driven so much away from grey. */
const VIVIDER = 1.35;

/**
 * Blurred cover art as a ground: the light of the cover in colours of the palette, and its own where it has any. Black print on white, a
 * grey wall or a dark coat would be smears; so they are shades of the same hue.
 * @param pixels of the blurred cover, row by row, 0..255; whatever follows red, green and blue is left out
 * @param size in pixels, and how many values each has
 * @returns red, green and blue of each, 0..255, none brighter than `COVER_GROUND`
 */
export function coverGround(pixels: ArrayLike<number>, { width, channels }: { width: number; channels: number }, palette: Palette): Float32Array {
  const [ceiling] = rgbOf(COVER_GROUND);
  const count = Math.floor(pixels.length / channels);
  const at = (pixel: number, channel: number): number => pixels[pixel * channels + channel] ?? 0;
  let brightest = 1;
  for (let pixel = 0; pixel < count; pixel += 1) for (let channel = 0; channel < 3; channel += 1) brightest = Math.max(brightest, at(pixel, channel));
  const share = Math.min(1, ceiling / brightest);
  const dark = rgbOf(palette.ground);
  const [upper, lower] = palette.glows.map((glow) => dimmedTo(ceiling, rgbOf(glow))) as [number[], number[]];
  const rows = Math.max(1, count / width - 1);
  const ground = new Float32Array(count * 3);
  for (let pixel = 0; pixel < count; pixel += 1) {
    const rgb = [at(pixel, 0) * share, at(pixel, 1) * share, at(pixel, 2) * share] as const;
    const [most, least] = [Math.max(...rgb), Math.min(...rgb)];
    const light = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
    const own = Math.min(OWN.most, (OWN.perChroma * (most - least)) / ceiling);
    const down = Math.floor(pixel / width) / rows;
    for (let channel = 0; channel < 3; channel += 1) {
      const glow = (upper[channel] as number) * (1 - down) + (lower[channel] as number) * down;
      const base = dark[channel] as number;
      const tinted = base + (glow - base) * (light / ceiling);
      const vivid = light + ((rgb[channel] as number) - light) * VIVIDER;
      ground[pixel * 3 + channel] = Math.min(ceiling, Math.max(0, tinted * (1 - own) + vivid * own));
    }
  }
  return ground;
}

/** A colour that is no brighter than this in any channel. */
function dimmedTo(ceiling: number, rgb: readonly number[]): number[] {
  const share = Math.min(1, ceiling / Math.max(...rgb, 1));
  return rgb.map((value) => value * share);
}
