import { composeReel, paletteOf } from '@reels/editing/composition';
import type { ReelContent } from '@reels/editing/composition';
import { DEFAULT_DESIGN, frameOf } from '@reels/contracts';
import type { Composition, FontBook, ReelDesign, Sentence, Size } from '@reels/contracts';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFontsDir, openFontBook } from '../fonts.js';
import { filterValue } from '../cutGraph.js';
import type { MediaCommand } from '../runner.js';
import { tools } from './makeMedia.js';

export const fonts: FontBook = openFontBook();
export const palette = paletteOf({ accent: 62, glows: [300, 205], vividness: 1 });

/** Words of the given length, one after the other from `startMs`. */
export function sentence(text: string, startMs: number, wordMs: number, speaker: string | null = null): Sentence {
  const words = text.split(' ').map((word, at) => ({ text: word, startMs: startMs + at * wordMs, endMs: startMs + (at + 1) * wordMs, confidence: 1 }));
  return { speaker, startMs, endMs: words.at(-1)?.endMs ?? startMs, text, words, timing: 'given' };
}

/** A composition laid out with the real fonts, and the files that libass reads, in `folder`. */
export async function compose(folder: string, { design, ...content }: Omit<Partial<ReelContent>, 'design'> & Pick<ReelContent, 'sentences' | 'durationMs'> & { design?: Partial<ReelDesign> }): Promise<{ composition: Composition; ass: string; fontsDir: string }> {
  const composition = composeReel(
    { language: 'en', design: { ...DEFAULT_DESIGN, ...design }, title: 'A title', show: 'A show', peaks: { bucketMs: 40, values: Array.from({ length: content.durationMs / 40 }, (_, at) => (at * 53) % 200) }, palette, hasCover: false, video: null, ...content },
    fonts,
  );
  const files = { ass: path.join(folder, 'reel.ass'), fontsDir: path.join(folder, 'fonts') };
  writeFileSync(files.ass, composition.ass);
  await makeFontsDir(files.fontsDir, composition.fonts);
  return { composition, ...files };
}

type Matches = (red: number, green: number, blue: number) => boolean;

/** One picture as raw RGB. */
export class Pixels {
  constructor(
    private readonly bytes: Uint8Array,
    readonly width: number,
    readonly height: number,
  ) {}

  at(x: number, y: number): [red: number, green: number, blue: number] {
    const from = (y * this.width + x) * 3;
    return [this.bytes[from] ?? 0, this.bytes[from + 1] ?? 0, this.bytes[from + 2] ?? 0];
  }

  /** The smallest box around the pixels that match, between two rows; null when there are none. */
  boxOf(matches: Matches, fromRow = 0, toRow = this.height): { left: number; top: number; right: number; bottom: number; count: number } | null {
    const box = { left: Infinity, top: Infinity, right: -1, bottom: -1, count: 0 };
    for (let y = fromRow, from = fromRow * this.width * 3; y < toRow; y += 1) {
      for (let x = 0; x < this.width; x += 1, from += 3) {
        if (!matches(this.bytes[from] ?? 0, this.bytes[from + 1] ?? 0, this.bytes[from + 2] ?? 0)) continue;
        if (x < box.left) box.left = x;
        if (x > box.right) box.right = x;
        if (y < box.top) box.top = y;
        box.bottom = y;
        box.count += 1;
      }
    }
    return box.count ? box : null;
  }
}

export const bright: Matches = (red, green, blue) => Math.max(red, green, blue) > 60;

/** Whether a colour is near another, `#rrggbb`. */
export function near(hex: string, tolerance = 40): Matches {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return (red, green, blue) => Math.abs(red - r) <= tolerance && Math.abs(green - g) <= tolerance && Math.abs(blue - b) <= tolerance;
}

/** Runs a command whose pipe carries raw RGB frames. */
async function readFrames(command: Omit<MediaCommand, 'outputs'>, args: string[], width: number, height: number): Promise<Pixels[]> {
  const chunks: Buffer[] = [];
  await tools.run({ ...command, outputs: [{ to: 'pipe', args: [...args, '-pix_fmt', 'rgb24', '-f', 'rawvideo'] }] }, { onData: (chunk) => chunks.push(chunk) });
  const bytes = Buffer.concat(chunks);
  const size = width * height * 3;
  return Array.from({ length: bytes.length / size }, (_, at) => new Pixels(bytes.subarray(at * size, (at + 1) * size), width, height));
}

/** The document drawn by libass on one colour, as seen at these times. */
export function drawn(ass: string, fontsDir: string, timesMs: readonly number[], ground = 'black', { width, height }: Size = frameOf('9:16')): Promise<Pixels[]> {
  const clock = timesMs.reduceRight((rest, ms, at) => `if(eq(N,${at}),${ms / 1_000}/TB,${rest})`, '0');
  return readFrames(
    {
      inputs: [{ source: `color=${ground}:s=${width}x${height}:r=25`, args: ['-f', 'lavfi'] }],
      filterComplex: `[0:v]setpts='${clock}',format=gbrp,ass=filename=${filterValue(ass)}:fontsdir=${filterValue(fontsDir)}[frame]`,
    },
    ['-map', '[frame]', '-frames:v', `${timesMs.length}`, '-fps_mode', 'passthrough'],
    width,
    height,
  );
}

/** The frame of a file that is seen at `atMs`. */
export async function frameAt(file: string, atMs: number, { width, height }: Size = frameOf('9:16')): Promise<Pixels> {
  const [frame] = await readFrames({ inputs: [{ source: file, args: atMs ? ['-ss', `${atMs / 1_000}`] : [] }] }, ['-frames:v', '1'], width, height);
  if (!frame) throw new Error(`No frame at ${atMs} ms`);
  return frame;
}
