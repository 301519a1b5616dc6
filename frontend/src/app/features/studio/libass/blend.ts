import type { Rect, Size } from '@reels/contracts';

/** One image of libass's answer: a mask in WebAssembly's memory and its colour. */
export interface MaskImage {
  w: number;
  h: number;
  dst_x: number;
  dst_y: number;
  /** Bytes from one row of the mask to the next. */
  stride: number;
  /** 0xRRGGBBTT; TT is transparency: 0 is opaque. */
  color: number;
  /** Where in memory the mask begins. */
  bitmap: number;
}

/** A picture as ImageData has it: RGBA, 8 bits each, the alpha not multiplied in. */
export interface Pixels extends Size {
  data: Uint8ClampedArray;
}

/**
 * Lays the images over each other into transparent `pixels`, the first below ("over" of Porter and Duff, 1984).
 * Returns the rectangle that holds them all; null: nothing is there.
 */
export function blendImages(images: readonly MaskImage[], memory: Uint8Array, pixels: Pixels): Rect | null {
  let bounds: Rect | null = null;
  for (const image of images) {
    const within = clip(image, pixels);
    if (!within) continue;
    blendImage(image, within, memory, pixels);
    bounds = union(bounds, within);
  }
  return bounds;
}

/** Makes a rectangle transparent again. */
export function wipe({ data, width }: Pixels, rect: Rect): void {
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    const from = (row * width + rect.x) * 4;
    data.fill(0, from, from + rect.width * 4);
  }
}

/** The smallest rectangle around both. */
export function union(a: Rect | null, b: Rect | null): Rect | null {
  if (!a || !b) return a ?? b;
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function clip({ w, h, dst_x, dst_y }: MaskImage, { width, height }: Size): Rect | null {
  const [x, y] = [Math.max(0, dst_x), Math.max(0, dst_y)];
  const rect = { x, y, width: Math.min(dst_x + w, width) - x, height: Math.min(dst_y + h, height) - y };
  return rect.width > 0 && rect.height > 0 ? rect : null;
}

function blendImage({ bitmap, stride, color, dst_x, dst_y }: MaskImage, { x, y, width, height }: Rect, memory: Uint8Array, pixels: Pixels): void {
  const { data } = pixels;
  const [red, green, blue] = [(color >>> 24) & 0xff, (color >>> 16) & 0xff, (color >>> 8) & 0xff];
  const opacity = (255 - (color & 0xff)) / 255;
  for (let row = y; row < y + height; row += 1) {
    let from = bitmap + (row - dst_y) * stride + (x - dst_x);
    let to = (row * pixels.width + x) * 4;
    for (let column = 0; column < width; column += 1, from += 1, to += 4) {
      const alpha = (memory[from] as number) * opacity;
      if (alpha === 0) continue;
      const below = (data[to + 3] as number) * (1 - alpha / 255);
      const share = alpha / (alpha + below);
      data[to] = (data[to] as number) * (1 - share) + red * share;
      data[to + 1] = (data[to + 1] as number) * (1 - share) + green * share;
      data[to + 2] = (data[to + 2] as number) * (1 - share) + blue * share;
      data[to + 3] = alpha + below;
    }
  }
}
