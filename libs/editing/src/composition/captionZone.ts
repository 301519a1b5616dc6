import type { CaptionPosition, CaptionStyle, Rect } from '@reels/contracts';
import type { CaptionZone, Direction } from '../captions/index.js';
import { isBeside, roomBeside } from './picture.js';
import type { Places, Reading } from './places.js';

/** Where captions stand. */

const EDGE = 24;
/** What a plate under captions needs above it, too. */
const TOP_EDGE = 44;
/** Two lines of captions need this below the picture. */
const LEAST_ROOM = 200;
/** A title stands above captions that are beside a picture; a progress line below them. */
const BESIDE = { above: 84, below: 40 };
/** What of a reading place a style keeps clear at the left and right. */
const INSET = { page: [0, 0], paper: [0, 10], centre: [20, 20], loud: [0, 0] } as const satisfies Record<Reading, readonly [number, number]>;
const LOUD_INSET = 24;

/** Which place of an audiogram a style takes, whether its lines begin at one side, and how far it draws beyond its words. */
interface Stance {
  reading: Reading;
  align: CaptionZone['align'];
  anchor: CaptionZone['anchor'];
  /** Ems at each side, and above and below; and the share of a line's width by which a word that grows sticks out. */
  bleed: { x: number; y: number; width: number };
  /** Ems that something needs behind the end of a line. */
  trail?: number;
  /** Pixels of what lies under the words when they stand over a picture. */
  plate: { x: number; y: number };
}

const NO_PLATE = { x: 0, y: 0 };
const STANCES: Record<CaptionStyle, Stance> = {
  studio: { reading: 'page', align: 'start', anchor: 'top', bleed: { x: 0, y: 0, width: 0 }, plate: { x: 34, y: 18 } },
  // The marker runs over a word's end.
  paper: { reading: 'paper', align: 'start', anchor: 'top', bleed: { x: 0.05, y: 0, width: 0 }, plate: { x: 30, y: 6 } },
  // A word grows by 12 % and has an outline.
  punch: { reading: 'loud', align: 'centre', anchor: 'middle', bleed: { x: 0.1, y: 0.1, width: 0.06 }, plate: NO_PLATE },
  capsule: { reading: 'centre', align: 'centre', anchor: 'middle', bleed: { x: 0.22, y: 0, width: 0 }, plate: NO_PLATE },
  solo: { reading: 'centre', align: 'centre', anchor: 'middle', bleed: { x: 0.08, y: 0.08, width: 0 }, plate: NO_PLATE },
  karaoke: { reading: 'centre', align: 'centre', anchor: 'middle', bleed: { x: 0.1, y: 0.1, width: 0 }, plate: NO_PLATE },
  stack: { reading: 'page', align: 'start', anchor: 'middle', bleed: { x: 0.1, y: 0.1, width: 0 }, plate: NO_PLATE },
  // Bars reach beyond their lines.
  subtitle: { reading: 'centre', align: 'centre', anchor: 'middle', bleed: { x: 0.44, y: 0.02, width: 0 }, plate: NO_PLATE },
  // The cursor stands behind the last letter.
  typewriter: { reading: 'page', align: 'start', anchor: 'top', bleed: { x: 0, y: 0, width: 0 }, trail: 0.62, plate: { x: 34, y: 18 } },
};

export interface ZoneWish {
  style: CaptionStyle;
  /** Pixels of one em. */
  size: number;
  position: CaptionPosition;
  places: Places;
  direction: Direction;
  /** Null in an audiogram. */
  picture: Rect | null;
}

/** The place of the captions; what the style draws around its words stays inside the safe zone too. */
export function captionZone(wish: ZoneWish): CaptionZone {
  const { style, size, places, picture, direction } = wish;
  const { bleed, plate, trail = 0 } = STANCES[style];
  const zone = picture ? overPicture(wish, picture) : inAudiogram(wish);
  const x = bleed.x * size + bleed.width * zone.width + (picture ? plate.x : 0);
  const y = bleed.y * size + (picture ? plate.y : 0);
  const inside = within(zone, places.safeZone, x, y);
  const kept = { ...inside, x: direction === 'rtl' ? inside.x + trail * size : inside.x, width: inside.width - trail * size };
  return { ...zone, ...kept };
}

function inAudiogram({ style, position, places }: ZoneWish): CaptionZone {
  const { reading, align, anchor } = STANCES[style];
  const [left, right] = INSET[reading];
  const area = places.reading[reading];
  return { ...area, x: area.x + left, width: area.width - left - right, align, anchor: position === 'auto' ? anchor : position };
}

function overPicture({ style, position, places }: ZoneWish, picture: Rect): CaptionZone {
  const { safeZone, overPicture: over, frame } = places;
  const inset = STANCES[style].reading === 'loud' ? LOUD_INSET : 0;
  const column = { x: over.x + inset, width: over.width - 2 * inset, align: 'centre' } as const;
  const foot = safeZone.y + safeZone.height;
  if (isBeside(picture, frame)) {
    const room = roomBeside(picture, places);
    return { x: room.x + inset, width: room.width - 2 * inset, y: room.y + BESIDE.above, height: room.height - BESIDE.above - BESIDE.below, align: 'centre', anchor: position === 'auto' ? 'middle' : position };
  }
  const below = picture.y + picture.height + EDGE;
  const height = foot - EDGE - below;
  if (standsClear(picture, position, places)) return { ...column, y: below, height, anchor: position === 'auto' ? 'middle' : 'bottom' };
  if (position === 'top') return { ...column, y: Math.max(safeZone.y, picture.y) + TOP_EDGE, height: over.height, anchor: 'top' };
  if (position === 'middle') return { ...column, y: safeZone.y + (safeZone.height - over.height) / 2, height: over.height, anchor: 'middle' };
  // As low as the safe zone lets them: faces are above.
  return { ...column, y: over.y, height: over.height, anchor: 'bottom' };
}

/** Whether captions stand beside or below the picture, and not over it. */
export const standsClear = (picture: Rect, position: CaptionPosition, places: Places): boolean =>
  isBeside(picture, places.frame) || ((position === 'auto' || position === 'bottom') && hasRoomBelow(picture, places));

/** Whether captions have room below the picture; else they stand over it. */
export const hasRoomBelow = ({ y, height }: Rect, { safeZone }: Places): boolean => safeZone.y + safeZone.height - y - height - 2 * EDGE >= LEAST_ROOM;

/** As much of a zone as leaves `x` and `y` pixels to the edges of the safe zone. */
function within(zone: Rect, safe: Rect, x: number, y: number): Rect {
  const [left, top] = [Math.max(zone.x, safe.x + x), Math.max(zone.y, safe.y + y)];
  const right = Math.min(zone.x + zone.width, safe.x + safe.width - x);
  const bottom = Math.min(zone.y + zone.height, safe.y + safe.height - y);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
