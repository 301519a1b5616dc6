import { HOUSE_PALETTES } from '@reels/contracts';
import type { HousePalette, Palette } from '@reels/contracts';
import { sha256 } from '@noble/hashes/sha2.js';
import { BLACK, contrast, INK, LARGE_CONTRAST, TEXT_CONTRAST, WHITE } from './colour.js';
import { fitted, hexOf } from './oklch.js';
import type { Oklch } from './oklch.js';

/** What a palette is made of; degrees of OKLCH hue. */
export interface Hues {
  accent: number;
  glows: [number, number];
  /** 1: as vivid as sRGB allows in good taste; 0: grey. */
  vividness: number;
}

/** Good palettes for podcasts without cover art. */
const HOUSE_HUES: Record<HousePalette, Hues> = {
  apricot: { accent: 62, glows: [300, 205], vividness: 1 }, // on violet and teal
  mint: { accent: 160, glows: [165, 220], vividness: 1 }, // on forest and petrol
  periwinkle: { accent: 265, glows: [268, 310], vividness: 1 }, // on navy and plum
  straw: { accent: 95, glows: [40, 330], vividness: 1 }, // on rust and wine
  coral: { accent: 15, glows: [285, 350], vividness: 1 }, // on indigo and mulberry
  sky: { accent: 200, glows: [235, 170], vividness: 1 }, // on deep sea
  lime: { accent: 125, glows: [145, 90], vividness: 1 }, // on moss and olive
  orchid: { accent: 330, glows: [305, 255], vividness: 1 }, // on aubergine and blue
};

/** More is neon. */
const MAX_CHROMA = 0.19;

/** A palette by its name. */
export const housePalette = (name: HousePalette): Palette => paletteOf(HOUSE_HUES[name]);

/** The palette that a name (a show's, or a title) decides: always the same for the same name. */
export const paletteForName = (name: string): Palette => housePalette(houseFor(name));

/** The same for a cover without colours of its own: the name's hues, nearly grey. */
export const greyPaletteForName = (name: string): Palette => paletteOf({ ...HOUSE_HUES[houseFor(name)], vividness: 0.25 });

function houseFor(name: string): HousePalette {
  const [high = 0, low = 0] = sha256(new TextEncoder().encode(name));
  return HOUSE_PALETTES[((high << 8) | low) % HOUSE_PALETTES.length] as HousePalette;
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
