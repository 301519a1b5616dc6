import type { Palette } from '@reels/contracts';
import { greyPaletteForName, oklchOf, paletteForName, paletteOf } from '@reels/editing/composition';
import type { Hues } from '@reels/editing/composition';
import sharp from 'sharp';
import { MAX_PIXELS } from './input.js';

const SAMPLE_SIDE = 64;
const HUE_BINS = 24;
/** Below this a colour counts as grey. */
const GREY_CHROMA = 0.04;
/** A cover with less colour than this share of its area is a grey cover. */
const COLOURFUL_SHARE = 0.03;
/** The second hue must be this far from the first, and this weighty against it. */
const HUE_DISTANCE = 45;
const SECOND_WEIGHT = 0.12;

/** The colours of a reel: taken from the cover art, or one of a set of good palettes chosen by `seed` (the show's name or the title). */
export async function choosePalette(cover: Buffer | null, seed: string): Promise<Palette> {
  if (!cover) return paletteForName(seed);
  const hues = await coverHues(cover);
  return hues ? paletteOf(hues) : greyPaletteForName(seed);
}

/** The two weightiest hues of a cover; null for a grey one. */
async function coverHues(cover: Buffer): Promise<Hues | null> {
  const pixels = await sharp(cover, { limitInputPixels: MAX_PIXELS }).resize(SAMPLE_SIDE, SAMPLE_SIDE, { fit: 'cover' }).flatten({ background: '#808080' }).toColourspace('srgb').raw().toBuffer();
  const bins = Array.from({ length: HUE_BINS }, () => ({ weight: 0, x: 0, y: 0 }));
  let colourful = 0;
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const { lightness, chroma, hue } = oklchOf(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    if (chroma < GREY_CHROMA || lightness < 0.12 || lightness > 0.98) continue;
    colourful += 1;
    const bin = bins[Math.floor((hue / 360) * HUE_BINS) % HUE_BINS] as (typeof bins)[number];
    bin.weight += chroma;
    bin.x += chroma * Math.cos((hue * Math.PI) / 180);
    bin.y += chroma * Math.sin((hue * Math.PI) / 180);
  }
  if (colourful < COLOURFUL_SHARE * SAMPLE_SIDE * SAMPLE_SIDE) return null;
  const [first, ...others] = bins
    .filter(({ weight }) => weight > 0)
    .map(({ weight, x, y }) => ({ weight, hue: ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360 }))
    .sort((a, b) => b.weight - a.weight);
  if (!first) return null;
  const second = others.find(({ weight, hue }) => distance(hue, first.hue) >= HUE_DISTANCE && weight >= SECOND_WEIGHT * first.weight);
  return { accent: first.hue, glows: [second?.hue ?? first.hue - 55, first.hue], vividness: 1 };
}

const distance = (one: number, other: number): number => Math.min((one - other + 720) % 360, (other - one + 720) % 360);
