/** What a reel looks like, as data: made by editing/composition, drawn by media. Lengths are pixels of the 1080x1920 frame. */

export const FRAME = { width: 1080, height: 1920 } as const;

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Everything that is read stays inside: the union of what TikTok, Reels and Shorts leave free. */
export const SAFE_ZONE: Rect = { x: 65, y: 270, width: 865, height: 978 };

/** The colours of a reel as `#rrggbb`, from its cover art or from a set chosen by its title. */
export interface Palette {
  /** Near-black ground. */
  ground: string;
  /** Two dark glows on the ground; white text on them has a contrast of 4.5:1 at least. */
  glows: [string, string];
  /** The word being said: 4.5:1 at least on the ground and the glows. */
  accent: string;
  /** The same hue, louder, inside a black outline: 4.5:1 at least on black. */
  pop: string;
  /** A filled box under white text: 4.5:1 at least. */
  box: string;
  /** A marker under dark ink on paper: 4.5:1 at least. */
  marker: string;
  /** The ends of the tile that stands in for missing cover art; white letters on both have 3:1 at least, as large type needs. */
  tile: [string, string];
}

/** What stands still in an audiogram; it is drawn once. */
export interface StillSpec {
  ground: 'dark' | 'paper';
  palette: Palette;
  /** Where the cover art, or the tile in its place, lies; null: nowhere. */
  cover: { box: Rect; radius: number } | null;
  /** An ASS document with PlayRes 1080x1920 of the names and bars on it. */
  lettering: string;
}

/**
 * The fonts that the project brings, as data for pure layout. A font is named by its full name ("Instrument Sans SemiBold"), as in ASS.
 * Lengths are in ems: times the font size in pixels.
 */
export interface FontBook {
  metrics(font: string): FontMetrics;
  /** Whether the font has a glyph for each character of the text. */
  covers(font: string, text: string): boolean;
  /** Advance width of the shaped text. */
  width(font: string, text: string): number;
}

export interface FontMetrics {
  /** Above and below the baseline, both positive; libass makes its line as high as their sum. */
  ascent: number;
  descent: number;
  capHeight: number;
}

/** ASS events that draw captions bear this in their Name field, so that the check of a finished reel can tell them from the rest. */
export const CAPTION_PART = 'caption';

/** A reel laid out: everything that the renderer needs but the sound. */
export interface Composition {
  /** An ASS document with PlayRes 1080x1920: what moves, or all where there is no still. */
  ass: string;
  /** Full names of the fonts that it and the still's lettering use. */
  fonts: string[];
  /** The background of an audiogram; null where the episode's picture is shown. */
  still: StillSpec | null;
  /** Where the episode's picture lies over its blurred copy; the whole frame for a vertical one; null in an audiogram. */
  picture: Rect | null;
  /** A good moment for the thumbnail, on the reel's clock. */
  thumbnailMs: number;
}
