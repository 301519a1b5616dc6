import { CAPTION_PART } from '@reels/contracts';
import type { Check, Rect, Size } from '@reels/contracts';
import { filterValue, seconds } from './cutGraph.js';

/**
 * Measures captions on the pixels of the finished file. The captions alone are drawn once more, on nothing, at the very time stamps of
 * sampled frames; where they are opaque, the finished frame must show the same brightness, and what they cover must lie in the safe zone.
 */

/** One in so many of the frames that are given is looked at: where every fifth is given, two a second at 30. */
const SAMPLE_EVERY = 3;
/** Frames are compared at half size: less to carry, and the encoder's ringing averages out. */
const SCALE = 2;
/** Planes side by side in a measured frame: the finished picture, the captions, their opacity. */
const PLANES = 3;

/** Opacity, 0..255, from which a pixel must look like the caption; from which it counts as covered. */
const OPAQUE = 250;
const COVERED = 32;
/** Brightness may be off by this much after encoding. */
const TOLERANCE = 32;
/** Fewer opaque pixels are no lit word: a frame between two phrases, or words that are still dim. */
const WORD_PIXELS = 100;
/** A frame shows its captions when this share of their opaque pixels match; a reel when this share of its frames do. */
const PIXEL_SHARE = 0.9;
const FRAME_SHARE = 0.95;
/** What halving the size can hide of an edge. */
const EDGE_PX = SCALE;

/** The document with the caption events only. */
export const captionsOnly = (ass: string): string =>
  ass
    .split('\n')
    .filter((line) => !line.startsWith('Dialogue:') || line.split(',')[4] === CAPTION_PART)
    .join('\n');

/** Filters from the pad `[sampled]` (finished frames, of which the first is seen at `startMs`) to the pad `[planes]`: grey frames for `CaptionMeter.push`. */
export function captionPlanesGraph(frame: Size, assFile: string, fontsDir: string, startMs = 0): string {
  const half = `scale=${frame.width / SCALE}:${frame.height / SCALE}:flags=area`;
  return [
    `[sampled]select='not(mod(n,${SAMPLE_EVERY}))',setpts=PTS+${seconds(startMs)}/TB,split[shot][blank]`,
    `[shot]extractplanes=y,${half}[finished]`,
    `[blank]format=yuva420p,lutyuv=y=16:u=128:v=128:a=0,ass=filename=${filterValue(assFile)}:fontsdir=${filterValue(fontsDir)}:alpha=1,extractplanes=y+a[drawn][cover]`,
    `[drawn]${half}[expected]`,
    `[cover]${half}[opacity]`,
    `[finished][expected][opacity]hstack=inputs=${PLANES}[planes]`,
  ].join(';');
}

/** How the frames of `[planes]` are written to a pipe. */
export const PLANES_OUTPUT = ['-map', '[planes]', '-fps_mode', 'passthrough', '-pix_fmt', 'gray', '-f', 'rawvideo'];

export class CaptionMeter {
  readonly #size: Size;
  readonly #frame: Uint8Array;
  #filled = 0;
  #withCaptions = 0;
  #matching = 0;
  #left = Infinity;
  #top = Infinity;
  #right = -1;
  #bottom = -1;

  constructor(
    { width, height }: Size,
    private readonly safeZone: Rect,
  ) {
    this.#size = { width: width / SCALE, height: height / SCALE };
    this.#frame = new Uint8Array(this.#size.width * this.#size.height * PLANES);
  }

  /** Takes the bytes of the pipe as they come. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      const part = chunk.subarray(at, at + this.#frame.length - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#frame.length) this.#measure();
    }
  }

  #measure(): void {
    this.#filled = 0;
    const frame = this.#frame;
    const { width, height } = this.#size;
    let opaque = 0;
    let same = 0;
    for (let y = 0; y < height; y++) {
      const row = y * width * PLANES;
      for (let x = 0; x < width; x++) {
        const opacity = frame[row + 2 * width + x] ?? 0;
        if (opacity < COVERED) continue;
        if (x < this.#left) this.#left = x;
        if (x > this.#right) this.#right = x;
        if (y < this.#top) this.#top = y;
        if (y > this.#bottom) this.#bottom = y;
        if (opacity < OPAQUE) continue;
        opaque++;
        const difference = (frame[row + x] ?? 0) - (frame[row + width + x] ?? 0);
        if (difference <= TOLERANCE && -difference <= TOLERANCE) same++;
      }
    }
    if (opaque < WORD_PIXELS) return;
    this.#withCaptions++;
    if (same >= opaque * PIXEL_SHARE) this.#matching++;
  }

  checks(): { captionsPresent: Check; captionsInSafeZone: Check } {
    const share = this.#withCaptions === 0 ? 0 : Math.round((this.#matching / this.#withCaptions) * 100) / 100;
    const box =
      this.#right < 0
        ? null
        : {
            x: this.#left * SCALE,
            y: this.#top * SCALE,
            width: (this.#right - this.#left + 1) * SCALE,
            height: (this.#bottom - this.#top + 1) * SCALE,
          };
    return {
      captionsPresent: { passed: share >= FRAME_SHARE, value: share, limit: FRAME_SHARE },
      captionsInSafeZone: { passed: box !== null && lies(box, this.safeZone), value: box && edges(box), limit: edges(this.safeZone) },
    };
  }
}

const lies = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x - EDGE_PX &&
  inner.y >= outer.y - EDGE_PX &&
  inner.x + inner.width <= outer.x + outer.width + EDGE_PX &&
  inner.y + inner.height <= outer.y + outer.height + EDGE_PX;

const edges = ({ x, y, width, height }: Rect): string => `x ${x}-${x + width}, y ${y}-${y + height}`;
