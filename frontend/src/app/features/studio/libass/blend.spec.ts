import { expect, test } from '@jest/globals';
import { blendImages, union, wipe } from './blend';
import type { MaskImage, Pixels } from './blend';

const pixels = (width: number, height: number): Pixels => ({ width, height, data: new Uint8ClampedArray(width * height * 4) });
const at = ({ data, width }: Pixels, x: number, y: number): number[] => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
/** A mask of two by two at address 0, its rows four bytes apart. */
const MEMORY = Uint8Array.from([255, 128, 9, 9, 0, 255]);
const image = (color: number, dst_x = 0, dst_y = 0): MaskImage => ({ w: 2, h: 2, dst_x, dst_y, stride: 4, color, bitmap: 0 });

test('a mask takes its colour, and its strength as alpha', () => {
  const frame = pixels(4, 4);
  expect(blendImages([image(0xff804000, 1, 1)], MEMORY, frame)).toEqual({ x: 1, y: 1, width: 2, height: 2 });
  expect([at(frame, 1, 1), at(frame, 2, 1), at(frame, 1, 2), at(frame, 0, 0)]).toEqual([[255, 128, 64, 255], [255, 128, 64, 128], [0, 0, 0, 0], [0, 0, 0, 0]]);
});

test('what lies above covers what lies below as far as it is opaque', () => {
  const frame = pixels(2, 2);
  blendImages([image(0xff000000), image(0x0000ff80)], MEMORY, frame);
  const [red = 0, , blue = 0, alpha] = at(frame, 0, 0);
  expect(alpha).toBe(255);
  expect(Math.abs(red - 128)).toBeLessThanOrEqual(1);
  expect(Math.abs(blue - 127)).toBeLessThanOrEqual(1);
});

test('what lies outside is cut off', () => {
  const frame = pixels(2, 2);
  expect(blendImages([image(0xffffff00, -1, -1), image(0xffffff00, 5, 0)], MEMORY, frame)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  expect(at(frame, 0, 0)).toEqual([255, 255, 255, 255]);
});

test('a rectangle is wiped, the rest stays', () => {
  const frame = pixels(2, 2);
  frame.data.fill(200);
  wipe(frame, { x: 1, y: 0, width: 1, height: 2 });
  expect([at(frame, 0, 1), at(frame, 1, 1)]).toEqual([[200, 200, 200, 200], [0, 0, 0, 0]]);
  expect(union({ x: 1, y: 1, width: 2, height: 1 }, { x: 0, y: 3, width: 1, height: 1 })).toEqual({ x: 0, y: 1, width: 3, height: 3 });
  expect(union(null, null)).toBeNull();
});
