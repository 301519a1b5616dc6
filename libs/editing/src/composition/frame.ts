import { FRAME, SAFE_ZONE } from '@reels/contracts';
import type { CaptionStyle, Layout, Rect } from '@reels/contracts';
import type { CaptionZone, Direction } from '../captions/index.js';

/** Where things lie in the 1080x1920 frame. */

/** The column that text and waveform share. */
export const COLUMN = { x: 84, width: 846 } as const;

/** What lies on the left where text runs to the right, for text that runs to the left. */
export const mirrored = (rect: Rect, direction: Direction): Rect => (direction === 'ltr' ? rect : { ...rect, x: 2 * COLUMN.x + COLUMN.width - rect.x - rect.width });

export const COVER: Rect = { x: COLUMN.x, y: 300, width: 132, height: 132 };
/** Without captions the cover has the room. */
export const LARGE_COVER: Rect = { x: COLUMN.x, y: 300, width: 380, height: 380 };
export const WAVEFORM: Rect = { ...COLUMN, y: 1_010, height: 150 };
/** The line with the speaker's name. */
export const NAME_LINE: Rect = { ...COLUMN, y: 1_176, height: 48 };
/** The thin line that tells how far the reel is. */
export const PROGRESS: Rect = { ...COLUMN, y: 1_238, height: 6 };

/** An upright picture from this aspect ratio (width over height) down fills the frame. */
const FILLS_BELOW = 0.66;
const EDGE = 24;
const OVER_PICTURE: Rect = { x: 100, y: 916, width: 795, height: 300 };
/** A word of Punch grows by 12 % and has an outline of 14 pixels: as wide as this it still ends inside the safe zone. */
const LOUD = { x: 124, width: 747 } as const;
/** The picture ends here at the lowest, if it leaves captions room below. */
const PICTURE_BOTTOM = 962;
const PICTURE_TOP = 356;
const HIGHEST_TOP = 96;
/** Two lines of captions need this below the picture. */
const LEAST_ROOM = 200;

/** Where the episode's picture lies: it fills the frame if it is upright, else it is whole, above the captions. Even numbers, as 4:2:0 wants. */
export function pictureRect({ width, height }: { width: number; height: number }): Rect {
  if (width / height <= FILLS_BELOW) {
    const scale = Math.max(FRAME.width / width, FRAME.height / height);
    return { x: 0, y: 0, width: even(width * scale), height: even(height * scale) };
  }
  const shown = even((FRAME.width * height) / width);
  const y = shown <= PICTURE_BOTTOM - PICTURE_TOP ? PICTURE_TOP : Math.max(HIGHEST_TOP, PICTURE_BOTTOM - shown);
  // A picture too tall to leave room below stands in the middle, with the captions over its lower part.
  return { x: 0, y: even(y + shown > PICTURE_BOTTOM ? (FRAME.height - shown) / 2 : y), width: FRAME.width, height: shown };
}

/** The room above the picture for a line of text; null where there is none. */
export const titleAbove = (picture: Rect): Rect | null => (picture.y - SAFE_ZONE.y >= 60 ? { ...COLUMN, y: SAFE_ZONE.y, height: picture.y - SAFE_ZONE.y } : null);

export function captionZone(style: CaptionStyle, layout: Layout, picture: Rect | null): CaptionZone {
  const column = style === 'punch' ? LOUD : layout === 'fit' ? OVER_PICTURE : { x: COLUMN.x + 20, width: COLUMN.width - 40 };
  if (layout === 'fit' && picture) {
    const below = picture.y + picture.height + EDGE;
    const bottom = SAFE_ZONE.y + SAFE_ZONE.height - EDGE;
    const zone = { x: column.x, width: column.width, align: 'centre' } as const;
    if (bottom - below >= LEAST_ROOM) return { ...zone, y: below, height: bottom - below, anchor: 'middle' };
    // As low as the safe zone lets them: faces are above.
    return { ...zone, y: OVER_PICTURE.y, height: OVER_PICTURE.height, anchor: 'bottom' };
  }
  if (style === 'studio') return { ...COLUMN, y: 526, height: 440, align: 'start', anchor: 'top' };
  // The marker runs over a word's end.
  if (style === 'paper') return { ...COLUMN, width: COLUMN.width - 10, y: 534, height: 466, align: 'start', anchor: 'top' };
  return { x: column.x, width: column.width, y: 500, height: 440, align: 'centre', anchor: 'middle' };
}

const even = (length: number): number => 2 * Math.round(length / 2);
