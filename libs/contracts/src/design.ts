import type { CaptionStyle, Layout } from './options.js';

/** How one reel looks, as its maker chose it. Everything has a default. */

/** Width to height of the finished video. */
export const ASPECTS = ['9:16', '1:1', '4:5', '16:9'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Families that captions can be set in. A script that a family lacks is drawn in the style's own font for it. */
export const CAPTION_FONTS = ['bricolage_grotesque', 'instrument_sans', 'instrument_serif', 'anton', 'poppins', 'montserrat', 'big_shoulders', 'geist_mono'] as const;
export type CaptionFont = (typeof CAPTION_FONTS)[number];

export const CAPTION_FONT_NAMES: Readonly<Record<CaptionFont, string>> = {
  bricolage_grotesque: 'Bricolage Grotesque',
  instrument_sans: 'Instrument Sans',
  instrument_serif: 'Instrument Serif',
  anton: 'Anton',
  poppins: 'Poppins',
  montserrat: 'Montserrat',
  big_shoulders: 'Big Shoulders',
  geist_mono: 'Geist Mono',
};

/** `auto`: where the style and the layout want them. */
export const CAPTION_POSITIONS = ['auto', 'top', 'middle', 'bottom'] as const;
export type CaptionPosition = (typeof CAPTION_POSITIONS)[number];

/** Palettes that the project brings, by the colour of their accent. */
export const HOUSE_PALETTES = ['apricot', 'mint', 'periwinkle', 'straw', 'coral', 'sky', 'lime', 'orchid'] as const;
export type HousePalette = (typeof HOUSE_PALETTES)[number];

/**
 * What lies behind a reel, and the palette that its accents come from.
 * `auto`: colours of the cover art, or a palette that the show's name decides; over a picture its own blurred copy.
 * `cover`: the cover art itself, blurred; as `auto` where there is none. `paper`: warm stock under dark ink.
 */
export const BACKGROUNDS = ['auto', 'cover', 'paper', ...HOUSE_PALETTES] as const;
export type BackgroundChoice = (typeof BACKGROUNDS)[number];

export const CAPTION_SIZE_LIMITS = { min: 0.7, max: 1.4 } as const;
export const WORDS_AT_A_TIME_LIMITS = { min: 1, max: 8 } as const;

/** What is different from the style as it was drawn; null: as the style has it. Colours are `#rrggbb`. */
export interface CaptionLook {
  font: CaptionFont | null;
  /** Times the style's own size; see `CAPTION_SIZE_LIMITS`. */
  size: number;
  position: CaptionPosition;
  /** Of words that were said. */
  colour: string | null;
  /** Of the word being said, or of what marks it. */
  highlight: string | null;
  /** At most; see `WORDS_AT_A_TIME_LIMITS`. */
  wordsAtATime: number | null;
  upperCase: boolean | null;
}

export interface ReelDesign {
  aspect: Aspect;
  /** `auto`: `fit` when the episode has a moving picture, else `audiogram`. */
  layout: Layout | 'auto';
  /** `auto`: studio for audio, punch over video. */
  captions: CaptionStyle | 'auto' | 'none';
  look: CaptionLook;
  background: BackgroundChoice;
}

/** A design whose layout and captions are decided. */
export interface ResolvedDesign extends ReelDesign {
  layout: Layout;
  captions: CaptionStyle | 'none';
}

export const DEFAULT_LOOK: CaptionLook = { font: null, size: 1, position: 'auto', colour: null, highlight: null, wordsAtATime: null, upperCase: null };

export const DEFAULT_DESIGN: ReelDesign = { aspect: '9:16', layout: 'auto', captions: 'auto', look: DEFAULT_LOOK, background: 'auto' };

/** Decides what was left to the product. An episode without a moving picture (`video` null) cannot show one: it gets an audiogram. */
export function resolveDesign(design: ReelDesign, episode: { video: object | null }): ResolvedDesign {
  const layout = episode.video ? (design.layout === 'auto' ? 'fit' : design.layout) : 'audiogram';
  const captions = design.captions === 'auto' ? (layout === 'fit' ? 'punch' : 'studio') : design.captions;
  return { ...design, layout, captions };
}
