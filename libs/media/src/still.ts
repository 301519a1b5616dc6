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

/** Fills the frame. What 8 bits cannot hold is spread by triangular noise, so that dark gradients show no bands. */
function paint(painter: Painter): Buffer {
  const { width, height } = FRAME;
  const pixels = Buffer.alloc(width * height * 3);
  const random = noise();
  const rgb: [number, number, number] = [0, 0, 0];
  for (let row = 0, at = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      painter(column / width, row / height, rgb);
      // One grain for the three channels: noise in brightness alone, as film has it.
      const grain = random() + random() - 1;
      for (const value of rgb) pixels[at++] = Math.max(0, Math.min(255, Math.round(value + grain)));
    }
  }
  return pixels;
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
