import { COVER_GROUND } from '@reels/contracts';
import type { BackgroundChoice, CaptionStyle, Palette, ResolvedDesign, StillSpec } from '@reels/contracts';
import { BLACK, contrast, INK, PAPER, TEXT_CONTRAST, WHITE } from './colour.js';
import { colour, number } from './ass.js';
import { hexOf, oklchOf, rgbOf } from './oklch.js';
import { housePalette } from './palette.js';

/** The colours in which things are drawn on a ground. */
export interface Tone {
  /** What lies behind, at its darkest and brightest: text keeps its contrast on all of them. */
  grounds: string[];
  text: string;
  accent: string;
  /** A filled box; `onBox` is read on it. */
  box: string;
  onBox: string;
  /** A marker behind text. */
  marker: string;
  /** A line that something fills. */
  track: 'light' | 'dark';
}

/** The palette of a named background; else the episode's own. */
export const paletteFor = (background: BackgroundChoice, own: Palette): Palette =>
  background === 'auto' || background === 'cover' || background === 'paper' ? own : housePalette(background);

/** What lies behind an audiogram. Paper is printed on paper unless something else was chosen. */
export function groundFor({ background, captions }: Pick<ResolvedDesign, 'background'> & { captions: CaptionStyle | 'none' }, hasCover: boolean): StillSpec['ground'] {
  if (background === 'paper' || (background === 'auto' && captions === 'paper')) return 'paper';
  return background === 'cover' && hasCover ? 'cover' : 'dark';
}

export function toneOf(ground: StillSpec['ground'], palette: Palette): Tone {
  if (ground === 'paper') {
    const accent = readableShade(palette.box, PAPER);
    return { grounds: [PAPER], text: INK, accent, box: accent, onBox: WHITE, marker: palette.marker, track: 'dark' };
  }
  const grounds = ground === 'cover' ? [BLACK, COVER_GROUND] : [palette.ground, palette.glows[0]];
  return { grounds, text: WHITE, accent: palette.accent, box: palette.box, onBox: WHITE, marker: palette.box, track: 'light' };
}

/** The same hue, as much darker as text on this ground needs. */
function readableShade(hex: string, ground: string): string {
  const shade = oklchOf(...rgbOf(hex));
  let found = hex;
  for (let lightness = shade.lightness; contrast(found, ground) < TEXT_CONTRAST && lightness > 0; lightness -= 0.01) found = hexOf({ ...shade, lightness });
  return found;
}

/** This colour where it reads on the ground; else white or ink, whichever reads better. */
export function readableOn(ground: string, wanted: string): string {
  if (contrast(wanted, ground) >= TEXT_CONTRAST) return wanted;
  return contrast(WHITE, ground) >= contrast(INK, ground) ? WHITE : INK;
}

/** Black or white, whichever a colour stands out from better. */
export const outlineOf = (hex: string): string => (contrast(hex, BLACK) >= contrast(hex, WHITE) ? BLACK : WHITE);

/** What keeps colours that a person chose legible: tags of an outline; empty where none is needed. */
export interface Rescue {
  /** For a text of this size that begins in this colour. */
  begin(size: number, hex: string): string;
  /** To go with a change to this colour. */
  turn(hex: string): string;
}

const NO_RESCUE: Rescue = { begin: () => '', turn: () => '' };
const THICKNESS = 0.07;

/** An outline in these colours' opposites, if one of them would be lost on what lies behind. */
export function rescueFrom(grounds: readonly string[], colours: readonly string[]): Rescue {
  const lost = colours.some((one) => grounds.some((ground) => contrast(one, ground) < TEXT_CONTRAST));
  if (!lost) return NO_RESCUE;
  const turn = (hex: string): string => `\\3c${colour(outlineOf(hex))}`;
  return { begin: (size, hex) => `\\bord${number(THICKNESS * size)}${turn(hex)}`, turn };
}
