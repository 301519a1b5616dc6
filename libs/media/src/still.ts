import type { Palette, Size, StillSpec } from '@reels/contracts';
import { COVER_BLUR, coverGround, glowsOf, PAPER, rgbOf, RULED } from '@reels/editing/composition';
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { OverlayOptions } from 'sharp';
import { MAX_PIXELS } from './input.js';

/** The background of an audiogram, as files. */
export interface Still {
  kind: 'still';
  file: string;
  /** Path of the ASS document of what stands on it; null: nothing. */
  lettering: string | null;
}

/**
 * Draws the background of an audiogram as PNG; its lettering, which libass sets, is laid beside it.
 * `cover`: the bytes of the cover art; null: a tile in its place.
 */
export async function drawStill(spec: StillSpec, cover: Buffer | null, file: string): Promise<Still> {
  const { width, height } = spec.frame;
  const ground = paint(spec.frame, await painterOf(spec, cover));
  const overlays = spec.cover ? [await coverOverlay(spec.cover, spec.palette, cover)] : [];
  // Packed lightly: it is read once, from the same disk.
  await sharp(ground, { raw: { width, height, channels: 3 } }).composite(overlays).png({ compressionLevel: 1 }).toFile(file);
  const lettering = `${file}.ass`;
  await writeFile(lettering, spec.lettering);
  return { kind: 'still', file, lettering };
}

async function painterOf({ ground, palette, frame }: StillSpec, cover: Buffer | null): Promise<Painter> {
  if (ground === 'paper') return paperPainter(frame);
  return ground === 'cover' && cover ? coverPainter(cover, frame, palette) : darkPainter(palette);
}

/** Writes the colour at a position (0..1) into `rgb`, as 0..255 with fractions. */
type Painter = (x: number, y: number, rgb: [number, number, number]) => void;

function darkPainter(palette: Palette): Painter {
  const ground = rgbOf(palette.ground);
  const glows = glowsOf(palette).map((glow) => ({ ...glow, rgb: rgbOf(glow.colour) }));
  return (x, y, rgb) => {
    for (let channel = 0; channel < 3; channel += 1) rgb[channel] = ground[channel] as number;
    for (const glow of glows) {
      const squared = ((x - glow.x) / glow.radiusX) ** 2 + ((y - glow.y) / glow.radiusY) ** 2;
      const strength = squared < 1 ? (1 - squared) ** 2 : 0;
      for (let channel = 0; channel < 3; channel += 1) rgb[channel] = (rgb[channel] as number) * (1 - strength) + (glow.rgb[channel] as number) * strength;
    }
  };
}

function paperPainter({ height }: Size): Painter {
  const paper = rgbOf(PAPER);
  return (_x, y, rgb) => {
    const ruled = (y * height) % RULED.pitch >= RULED.pitch - RULED.thickness - 0.5;
    for (let channel = 0; channel < 3; channel += 1) rgb[channel] = (paper[channel] as number) * (ruled ? 1 - RULED.strength : 1);
  };
}

/** The cover art as light; see `coverGround`. */
async function coverPainter(cover: Buffer, { width, height }: Size, palette: Palette): Promise<Painter> {
  const scale = COVER_BLUR.side / Math.max(width, height);
  const small = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const { data, info } = await sharp(cover, { limitInputPixels: MAX_PIXELS })
    .rotate()
    .resize(small.width, small.height, { fit: 'cover' })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .blur(COVER_BLUR.sigma)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const ground = coverGround(data, info, palette);
  const at = (column: number, row: number, channel: number): number => ground[(Math.min(row, small.height - 1) * small.width + Math.min(column, small.width - 1)) * 3 + channel] ?? 0;
  return (x, y, rgb) => {
    const [left, top] = [Math.max(0, x * small.width - 0.5), Math.max(0, y * small.height - 0.5)];
    const [column, row] = [Math.floor(left), Math.floor(top)];
    const [across, down] = [left - column, top - row];
    for (let channel = 0; channel < 3; channel += 1) {
      const upper = at(column, row, channel) * (1 - across) + at(column + 1, row, channel) * across;
      const lower = at(column, row + 1, channel) * (1 - across) + at(column + 1, row + 1, channel) * across;
      rgb[channel] = upper * (1 - down) + lower * down;
    }
  };
}

/**
 * Fills the frame. What 8 bits cannot hold is spread by grain, so that dark gradients show no bands: in brightness fine, but not so fine
 * that the encoder drops it, in colour coarse, since the encoder halves the colours' resolution.
 */
function paint({ width, height }: Size, painter: Painter): Buffer {
  // Rounds and keeps to 0..255 by itself.
  const pixels = new Uint8ClampedArray(width * height * 3);
  const random = noise();
  const rgb: [number, number, number] = [0, 0, 0];
  const tints = new Float32Array((3 * width) / TINT_PIXELS);
  let above = new Float32Array(width + 1);
  let below = new Float32Array(width + 1);
  const draw = (into: Float32Array, levels: number): void => {
    for (let at = 0; at < into.length; at += 1) into[at] = (random() - 0.5) * levels;
  };
  draw(below, GRAIN_LEVELS);
  for (let row = 0, at = 0; row < height; row += 1) {
    [above, below] = [below, above];
    draw(below, GRAIN_LEVELS);
    if (row % TINT_PIXELS === 0) draw(tints, TINT_LEVELS);
    for (let column = 0, tint = 0; column < width; column += 1) {
      painter(column / width, row / height, rgb);
      const grain = ((above[column] as number) + (above[column + 1] as number) + (below[column] as number) + (below[column + 1] as number)) / 4;
      for (let channel = 0; channel < 3; channel += 1) pixels[at++] = (rgb[channel] as number) + grain + (tints[tint + channel] as number);
      if (column % TINT_PIXELS === TINT_PIXELS - 1) tint += 3;
    }
  }
  return Buffer.from(pixels.buffer);
}

/** Range of the grain, before each is the mean of a square of two by two, and of the tints, in 8-bit levels; so large that x264 at CRF 20 keeps them. */
const GRAIN_LEVELS = 9;
const TINT_LEVELS = 4;
const TINT_PIXELS = 4;

/** Numbers in 0..1, the same in each run, so that the same reel gives the same bytes (xorshift32, Marsaglia 2003). */
function noise(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/** The cover art with round corners; without it a tile in the palette's colours, on which the composition writes the initials. */
async function coverOverlay({ box, radius }: NonNullable<StillSpec['cover']>, { tile }: Palette, cover: Buffer | null): Promise<OverlayOptions> {
  const { x, y, width, height } = box;
  const shape = (fill: string): Buffer =>
    Buffer.from(
      `<svg width="${width}" height="${height}"><defs><linearGradient id="tile" x2="1" y2="1"><stop stop-color="${tile[0]}"/><stop offset="1" stop-color="${tile[1]}"/></linearGradient></defs>` +
        `<rect width="${width}" height="${height}" rx="${radius}" fill="${fill}"/></svg>`,
    );
  const picture = cover
    ? sharp(cover, { limitInputPixels: MAX_PIXELS }).rotate().resize(width, height, { fit: 'cover' }).ensureAlpha().composite([{ input: shape('#fff'), blend: 'dest-in' }])
    : sharp(shape('url(#tile)'));
  return { input: await picture.png().toBuffer(), left: x, top: y };
}
