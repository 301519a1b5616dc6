import type { Palette, Size, StillSpec } from '@reels/contracts';
import { COVER_BLUR, PAPER, RULED, coverGround, glowsOf, rgbOf } from '@reels/editing/composition';

/** The background of an audiogram on a canvas, as libs/media draws it for the render, but for its grain. */

type Context = CanvasRenderingContext2D;

/** Fills the canvas, whatever its size. @param cover the cover art; null: the tile stands in for it */
export function drawGround(context: Context, spec: StillSpec, cover: ImageBitmap | null): void {
  const { width, height } = context.canvas;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.filter = 'none';
  context.drawImage(groundOf(spec, cover), 0, 0, width, height);
  context.scale(width / spec.frame.width, height / spec.frame.height);
  if (spec.ground === 'paper') drawRules(context, spec.frame);
  if (spec.cover) drawCover(context, spec.cover, spec.palette, cover);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

function groundOf({ ground, palette, frame }: StillSpec, cover: ImageBitmap | null): OffscreenCanvas {
  if (ground === 'paper') return plain(PAPER);
  return ground === 'cover' && cover ? blurred(cover, palette, frame) : glowing(palette, frame);
}

function plain(colour: string): OffscreenCanvas {
  const [canvas, context] = scratch({ width: 1, height: 1 });
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return canvas;
}

/** Gradients are soft: so many pixels of the frame take one colour before it is spread over them. */
const COARSE = 6;

function glowing(palette: Palette, frame: Size): OffscreenCanvas {
  const size = { width: Math.round(frame.width / COARSE), height: Math.round(frame.height / COARSE) };
  const [canvas, context] = scratch(size);
  const image = context.createImageData(size.width, size.height);
  const ground = rgbOf(palette.ground);
  const glows = glowsOf(palette).map((glow) => ({ ...glow, rgb: rgbOf(glow.colour) }));
  for (let row = 0, at = 0; row < size.height; row += 1) {
    for (let column = 0; column < size.width; column += 1, at += 4) {
      let colour = ground;
      for (const { x, y, radiusX, radiusY, rgb } of glows) {
        const squared = (((column + 0.5) / size.width - x) / radiusX) ** 2 + (((row + 0.5) / size.height - y) / radiusY) ** 2;
        const strength = squared < 1 ? (1 - squared) ** 2 : 0;
        colour = [0, 1, 2].map((channel) => (colour[channel] as number) * (1 - strength) + (rgb[channel] as number) * strength) as typeof ground;
      }
      image.data.set([...colour, 255], at);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** As coverPainter in libs/media/src/still.ts. */
function blurred(cover: ImageBitmap, palette: Palette, frame: Size): OffscreenCanvas {
  const scale = COVER_BLUR.side / Math.max(frame.width, frame.height);
  const size = { width: Math.round(frame.width * scale), height: Math.round(frame.height * scale) };
  const [canvas, context] = scratch(size);
  // The blur takes its colours from beyond the edge: there the cover goes on, wider than it is.
  const margin = Math.ceil(COVER_BLUR.sigma * 3);
  const [beyond, around] = scratch({ width: size.width + 2 * margin, height: size.height + 2 * margin });
  drawCovering(around, cover, { x: 0, y: 0, width: beyond.width, height: beyond.height });
  drawCovering(around, cover, { x: margin, y: margin, ...size });
  context.filter = `blur(${COVER_BLUR.sigma}px)`;
  context.drawImage(beyond, -margin, -margin);
  const image = context.getImageData(0, 0, size.width, size.height);
  const ground = coverGround(image.data, { width: size.width, channels: 4 }, palette);
  for (let pixel = 0; pixel < size.width * size.height; pixel += 1) image.data.set([...ground.subarray(pixel * 3, pixel * 3 + 3), 255], pixel * 4);
  context.putImageData(image, 0, 0);
  return canvas;
}

function drawRules(context: Context, { width, height }: Size): void {
  context.fillStyle = `rgb(0 0 0 / ${RULED.strength})`;
  for (let y = RULED.pitch - RULED.thickness; y < height; y += RULED.pitch) context.fillRect(0, y, width, RULED.thickness);
}

function drawCover(context: Context, { box, radius }: NonNullable<StillSpec['cover']>, { tile }: Palette, cover: ImageBitmap | null): void {
  context.save();
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, radius);
  context.clip();
  if (cover) drawCovering(context, cover, box);
  else {
    const gradient = context.createLinearGradient(box.x, box.y, box.x + box.width, box.y + box.height);
    gradient.addColorStop(0, tile[0]);
    gradient.addColorStop(1, tile[1]);
    context.fillStyle = gradient;
    context.fillRect(box.x, box.y, box.width, box.height);
  }
  context.restore();
}

/** Fills the box; what the picture has too much of is cut off on both sides. */
function drawCovering(context: Context | OffscreenCanvasRenderingContext2D, picture: ImageBitmap, box: { x: number; y: number } & Size): void {
  const scale = Math.max(box.width / picture.width, box.height / picture.height);
  const [width, height] = [box.width / scale, box.height / scale];
  context.drawImage(picture, (picture.width - width) / 2, (picture.height - height) / 2, width, height, box.x, box.y, box.width, box.height);
}

function scratch({ width, height }: Size): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to draw on');
  return [canvas, context];
}
