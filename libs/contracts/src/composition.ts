import type { Aspect } from './design.js';

/** What a reel looks like, as data: made by editing/composition, drawn by media. Lengths are pixels of the finished frame. */

export interface Size {
  width: number;
  height: number;
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

const FRAMES: Record<Aspect, { frame: Size; safeZone: Rect }> = {
  // The union of what TikTok, Reels and Shorts leave free.
  '9:16': { frame: { width: 1080, height: 1920 }, safeZone: { x: 65, y: 270, width: 865, height: 978 } },
  // Feeds lay nothing over a post but a mute button in the margin.
  '1:1': { frame: { width: 1080, height: 1080 }, safeZone: { x: 64, y: 64, width: 952, height: 952 } },
  '4:5': { frame: { width: 1080, height: 1350 }, safeZone: { x: 64, y: 64, width: 952, height: 1222 } },
  // Safe for graphics after EBU R 95: 5 % of each side.
  '16:9': { frame: { width: 1920, height: 1080 }, safeZone: { x: 96, y: 54, width: 1728, height: 972 } },
};

/** Size of the finished video in pixels. */
export const frameOf = (aspect: Aspect): Size => FRAMES[aspect].frame;

/** Everything that is read stays inside. */
export const safeZoneOf = (aspect: Aspect): Rect => FRAMES[aspect].safeZone;

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
  frame: Size;
  /** `cover`: the cover art, blurred, and dark enough for white words: no pixel is brighter than `COVER_GROUND`. */
  ground: 'dark' | 'paper' | 'cover';
  palette: Palette;
  /** Where the cover art, or the tile in its place, lies; null: nowhere. */
  cover: { box: Rect; radius: number } | null;
  /** An ASS document in the frame's pixels, of the names and bars on it. */
  lettering: string;
}

/** The brightest that a ground of blurred cover art is; every accent keeps 4.5:1 on it. */
export const COVER_GROUND = '#4a4a4a';

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
  frame: Size;
  safeZone: Rect;
  /** An ASS document in the frame's pixels: what moves, or all where there is no still. */
  ass: string;
  /** Full names of the fonts that it and the still's lettering use. */
  fonts: string[];
  /** The background of an audiogram; null where the episode's picture is shown. */
  still: StillSpec | null;
  /** Where the episode's picture lies, over its blurred copy or a plain ground; where it covers the frame, it is cropped to it; null in an audiogram. */
  picture: Rect | null;
  /** The plain colour around the picture; null: its blurred copy. */
  pictureGround: string | null;
  /** A good moment for the thumbnail, on the reel's clock. */
  thumbnailMs: number;
}
