import { frameOf } from '@reels/contracts';
import type { Aspect, Rect, Size } from '@reels/contracts';
import type { Places } from './places.js';

/** Where the episode's own picture lies. */

/** Rules of each aspect: width over height of pictures that fill the frame, and the heights at which wide ones lie, if that leaves captions room below. */
const RULES: Record<Aspect, { fills: { from: number; to: number }; top: number; bottom: number; highest: number }> = {
  '9:16': { fills: { from: 0, to: 0.66 }, top: 356, bottom: 962, highest: 96 },
  '1:1': { fills: { from: 0.86, to: 1.17 }, top: 140, bottom: 770, highest: 64 },
  '4:5': { fills: { from: 0.7, to: 0.93 }, top: 220, bottom: 930, highest: 64 },
  '16:9': { fills: { from: 1.52, to: 2.07 }, top: 0, bottom: 0, highest: 0 },
};

/**
 * Where the picture lies: it fills the frame if it is much like it, else it is whole: a wide one above the captions, an upright one in a wide
 * frame at its side, others in the middle with the captions over their lower part. Even numbers, as 4:2:0 wants.
 */
export function pictureRect({ width, height }: Size, aspect: Aspect = '9:16'): Rect {
  const frame = frameOf(aspect);
  const { fills, top, bottom, highest } = RULES[aspect];
  const ratio = width / height;
  if (ratio >= fills.from && ratio <= fills.to) {
    const scale = Math.max(frame.width / width, frame.height / height);
    return { x: 0, y: 0, width: even(width * scale), height: even(height * scale) };
  }
  if (ratio < frame.width / frame.height) {
    const shown = even(frame.height * ratio);
    return { x: shown <= frame.width * WIDEST_BESIDE && frame.width > frame.height ? 0 : even((frame.width - shown) / 2), y: 0, width: shown, height: frame.height };
  }
  const shown = even(frame.width / ratio);
  const y = shown <= bottom - top ? top : Math.max(highest, bottom - shown);
  // A picture too tall to leave room below stands in the middle.
  return { x: 0, y: even(y + shown > bottom ? (frame.height - shown) / 2 : y), width: frame.width, height: shown };
}

/** A picture at the side takes so much of the frame's width at most. */
const WIDEST_BESIDE = 0.6;

/** Whether the captions stand beside the picture. */
export const isBeside = (picture: Rect, frame: Size): boolean => picture.x === 0 && picture.width < frame.width * WIDEST_BESIDE + 2;

/** The room beside a picture at the side, inside the safe zone. */
export function roomBeside({ x, width }: Rect, { safeZone }: Places): Rect {
  const from = x + width + GUTTER;
  return { ...safeZone, x: from, width: safeZone.x + safeZone.width - from };
}

const GUTTER = 72;

/** The room above the picture for a line of text; null where there is none. */
export function titleAbove(picture: Rect, places: Places): Rect | null {
  const { safeZone, column, frame } = places;
  if (isBeside(picture, frame)) return { ...roomBeside(picture, places), height: LEAST_TITLE };
  return picture.x === 0 && picture.y - safeZone.y >= LEAST_TITLE ? { ...column, y: safeZone.y, height: picture.y - safeZone.y } : null;
}

const LEAST_TITLE = 60;

/** Whether a picture covers the whole frame. */
export const fillsFrame = (picture: Rect, frame: Size): boolean => picture.width >= frame.width && picture.height >= frame.height;

const even = (length: number): number => 2 * Math.round(length / 2);
