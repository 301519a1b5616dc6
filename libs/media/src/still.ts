import { FRAME } from '@reels/contracts';
import type { Palette, StillSpec } from '@reels/contracts';
import sharp from 'sharp';
import type { OverlayOptions } from 'sharp';
import { rgbOf } from './colour.js';
import { MAX_PIXELS } from './input.js';

const PAPER = '#f3ecdf';
/** Ruled lines: every so many pixels, so thick, so much darker. */
const RULE = { pitch: 60, thickness: 2, strength: 0.035 };

/** A soft light: an ellipse around a centre, in shares of the frame, that fades to nothing at its rim. */
interface Glow {
  colour: string;
  x: number;
  y: number;
  radiusX: number;
  radiusY: number;
}

const glowsOf = ({ glows }: Palette): Glow[] => [
  { colour: glows[0], x: 0.82, y: 0.06, radiusX: 0.86, radiusY: 0.4 },
  { colour: glows[1], x: -0.02, y: 1.0, radiusX: 0.78, radiusY: 0.42 },
];

/** Draws the background of an audiogram as PNG. `cover`: the bytes of the cover art; null: a tile in its place. */
export async function drawStill(spec: StillSpec, cover: Buffer | null, file: string): Promise<void> {
  const { width, height } = FRAME;
  const ground = paint(spec.ground === 'dark' ? darkPainter(spec.palette) : paperPainter());
  const overlays = spec.cover ? [await coverOverlay(spec.cover, spec.palette, cover)] : [];
  await sharp(ground, { raw: { width, height, channels: 3 } }).composite(overlays).png({ compressionLevel: 6 }).toFile(file);
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

function paperPainter(): Painter {
  const paper = rgbOf(PAPER);
  return (_x, y, rgb) => {
    const ruled = Math.floor(y * FRAME.height) % RULE.pitch >= RULE.pitch - RULE.thickness;
    for (let channel = 0; channel < 3; channel += 1) rgb[channel] = (paper[channel] as number) * (ruled ? 1 - RULE.strength : 1);
  };
}

/**
 * Fills the frame. What 8 bits cannot hold is spread by grain, so that dark gradients show no bands: in brightness fine, but not so fine
 * that the encoder drops it, in colour coarse, since the encoder halves the colours' resolution.
 */
function paint(painter: Painter): Buffer {
  const { width, height } = FRAME;
  const pixels = Buffer.alloc(width * height * 3);
  const random = noise();
  const brightness = fineGrain(width, random);
  const rgb: [number, number, number] = [0, 0, 0];
  let tints = new Float32Array(0);
  for (let row = 0, at = 0; row < height; row += 1) {
    const grain = brightness();
    if (row % TINT_PIXELS === 0) tints = Float32Array.from({ length: 3 * Math.ceil(width / TINT_PIXELS) }, () => (random() - 0.5) * TINT_LEVELS);
    for (let column = 0; column < width; column += 1) {
      painter(column / width, row / height, rgb);
      const tint = 3 * Math.floor(column / TINT_PIXELS);
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at++] = Math.max(0, Math.min(255, Math.round((rgb[channel] as number) + (grain[column] as number) + (tints[tint + channel] as number))));
      }
    }
  }
  return pixels;
}

/** Range of the grain before it is smoothed, and of the tints, in 8-bit levels; so large that x264 at CRF 20 keeps them. */
const GRAIN_LEVELS = 9;
const TINT_LEVELS = 4;
const TINT_PIXELS = 4;

/** Gives row after row of noise, each value the mean of a square of two by two. */
function fineGrain(width: number, random: () => number): () => Float32Array {
  const draw = (): Float32Array => Float32Array.from({ length: width + 1 }, () => (random() - 0.5) * GRAIN_LEVELS);
  let above = draw();
  return () => {
    const below = draw();
    const row = Float32Array.from({ length: width }, (_, x) => ((above[x] as number) + (above[x + 1] as number) + (below[x] as number) + (below[x + 1] as number)) / 4);
    above = below;
    return row;
  };
}

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
