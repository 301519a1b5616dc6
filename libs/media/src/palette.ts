import type { Palette } from '@reels/contracts';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { contrast, fitted, hexOf, oklchOf } from './colour.js';
import type { Oklch } from './colour.js';
import { MAX_PIXELS } from './input.js';

/** WCAG 2.2, success criterion 1.4.3: text; and for large type. */
const TEXT_CONTRAST = 4.5;
const LARGE_CONTRAST = 3;
const WHITE = '#ffffff';
const BLACK = '#000000';
const INK = '#17130f';

/** What a palette is made of; degrees of OKLCH hue. */
interface Hues {
  accent: number;
  glows: [number, number];
  /** 1: as vivid as sRGB allows in good taste; 0: grey. */
  vividness: number;
}

/** Good palettes for podcasts without cover art. */
const HOUSE_HUES: Hues[] = [
  { accent: 62, glows: [300, 205], vividness: 1 }, // apricot on violet and teal
  { accent: 160, glows: [165, 220], vividness: 1 }, // mint on forest and petrol
  { accent: 265, glows: [268, 310], vividness: 1 }, // periwinkle on navy and plum
  { accent: 95, glows: [40, 330], vividness: 1 }, // straw on rust and wine
  { accent: 15, glows: [285, 350], vividness: 1 }, // coral on indigo and mulberry
  { accent: 200, glows: [235, 170], vividness: 1 }, // sky on deep sea
  { accent: 125, glows: [145, 90], vividness: 1 }, // lime on moss and olive
  { accent: 330, glows: [305, 255], vividness: 1 }, // orchid on aubergine and blue
];

/** More is neon. */
const MAX_CHROMA = 0.19;

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
  const chosen = HOUSE_HUES[createHash('sha256').update(seed).digest().readUInt16BE() % HOUSE_HUES.length] as Hues;
  return paletteOf(cover ? ((await coverHues(cover)) ?? { ...chosen, vividness: 0.25 }) : chosen);
}

/** All colours from the hues; what lies under or over text keeps its contrast. */
export function paletteOf({ accent, glows, vividness }: Hues): Palette {
  const ground = hexOf({ lightness: 0.17, chroma: 0.014 * vividness, hue: glows[0] });
  const lit = glows.map((hue, index) => hexOf({ lightness: index === 0 ? 0.32 : 0.35, chroma: 0.095 * vividness, hue })) as [string, string];
  const underWhite = (colour: string): boolean => contrast(colour, WHITE) >= TEXT_CONTRAST;
  const boxes = [accent, ...glows].map((hue) => vividest(hue, [0.4, 0.6], underWhite)).sort((a, b) => b.chroma - a.chroma);
  return {
    ground,
    glows: lit,
    accent: hexOf(vividest(accent, [0.8, 0.9], (colour) => [ground, ...lit].every((back) => contrast(colour, back) >= TEXT_CONTRAST), 0.13)),
    pop: hexOf(vividest(accent, [0.74, 0.95], (colour) => contrast(colour, BLACK) >= TEXT_CONTRAST)),
    // A yellow dark enough for white letters is brown: the box takes the hue that stays most vivid.
    box: hexOf(boxes[0] as Oklch),
    // Yellow is what a marker is; other hues are paler.
    marker: hexOf(vividest(accent, [0.82, 0.92], (colour) => contrast(colour, INK) >= TEXT_CONTRAST, accent > 40 && accent < 125 ? 0.15 : 0.095)),
    tile: [hexOf(vividest(accent, [0.6, 0.75], (colour) => contrast(colour, WHITE) >= LARGE_CONTRAST)), hexOf({ lightness: 0.45, chroma: 0.16, hue: accent - 38 })],
  };
}

/** Of this hue's colours that pass and whose lightness lies in the range, the most vivid one; of equals the lightest. */
function vividest(hue: number, [from, to]: [number, number], passes: (hex: string) => boolean, most = MAX_CHROMA): Oklch {
  let best: Oklch = { lightness: to, chroma: -1, hue };
  for (let lightness = from; lightness <= to; lightness += 0.01) {
    const colour = fitted({ lightness, chroma: most, hue });
    if (colour.chroma >= best.chroma && passes(hexOf(colour))) best = colour;
  }
  return best;
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
