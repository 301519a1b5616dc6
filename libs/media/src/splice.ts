import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seconds } from './cutGraph.js';
import type { Fraction, FrameSpan } from './cutGraph.js';
import { inputArgs, localSource } from './input.js';
import { backgroundFps, FILE_ARGS, reelFrames, renderSpanCommand } from './render.js';
import type { RenderJob } from './render.js';
import type { MediaCommand, MediaTools, RunOptions } from './runner.js';

/** A finished reel with other captions. Everything but `ass` is as it was when `earlier` was rendered. */
export interface SpliceJob extends Omit<RenderJob, 'gainDb'> {
  /** Path of the finished reel. */
  earlier: string;
  /** From `touchedSpans`. */
  spans: readonly FrameSpan[];
  /** A folder for the pieces. */
  workDir: string;
}

/** A part of the picture: these frames of a file that begins with frame 0. */
interface Piece extends FrameSpan {
  file: string;
  /** Frames in the whole file. */
  frames: number;
}

/** x264 with pyramids of B-frames decodes a key frame two frames before it is shown. */
const REORDERED_FRAMES = 2;
/** Room for the index up to the description of the picture, which comes first. */
const HEAD_BYTES = 1 << 16;

/**
 * Encodes the touched frames again and joins them with the rest of the earlier file, whose packets stay as they are; all of its sound does.
 * Gives whether the pieces fit: not so when another encoder made the earlier file, or the episode's picture ends early; `file` is then not written.
 */
export async function spliceReel(tools: MediaTools, job: SpliceJob, file: string, { signal, onProgress }: Pick<RunOptions, 'signal' | 'onProgress'> = {}): Promise<boolean> {
  const fps = backgroundFps(job.background);
  const abortable = signal && { signal };
  const encoded: Piece[] = [];
  let done = 0;
  for (const [index, span] of job.spans.entries()) {
    const piece = { file: path.join(job.workDir, `span-${index}.mp4`), first: 0, end: span.end - span.first, frames: 0 };
    const follow = ({ frames }: { frames: number }): void => {
      piece.frames = frames;
      onProgress?.({ timeMs: ((done + frames) * fps.denominator * 1_000) / fps.numerator, frames: done + frames });
    };
    await tools.run(renderSpanCommand(job, span, piece.file), { ...abortable, onProgress: follow });
    if (piece.frames !== piece.end || !(await decodesAlike(piece.file, job.earlier))) return false;
    done += piece.frames;
    encoded.push(piece);
  }
  const list = path.join(job.workDir, 'pieces.ffconcat');
  await writeFile(list, piecesList(alternate(job, encoded, reelFrames(job)), fps));
  await tools.run(joinCommand(list, job.earlier, file), { ...abortable });
  return true;
}

/** The encoded pieces with what is kept of the earlier file between them. */
function alternate({ earlier, spans }: SpliceJob, encoded: readonly Piece[], frames: number): Piece[] {
  const kept = (first: number, end: number): Piece[] => (first < end ? [{ file: earlier, first, end, frames }] : []);
  return [
    ...spans.flatMap(({ first }, index) => [...kept(spans[index - 1]?.end ?? 0, first), ...encoded.slice(index, index + 1)]),
    ...kept(spans.at(-1)?.end ?? 0, frames),
  ];
}

/** A script for the concat demuxer: https://ffmpeg.org/ffmpeg-formats.html#concat-1 */
function piecesList(pieces: readonly Piece[], { numerator, denominator }: Fraction): string {
  const time = (frame: number): string => seconds((frame * denominator * 1_000) / numerator);
  const entries = pieces.flatMap(({ file, first, end, frames }) => [
    `file '${path.resolve(file).replaceAll("'", "'\\''")}'`,
    `inpoint ${time(first)}`,
    // Compared with the times of decoding: between the last packet and the next group's key frame.
    ...(end < frames ? [`outpoint ${time(end - REORDERED_FRAMES - 0.5)}`] : []),
    `duration ${time(end - first)}`,
  ]);
  return ['ffconcat version 1.0', ...entries, ''].join('\n');
}

/** `-copyts`: the sound begins before 0 with what a decoder drops, and ffmpeg would shift the picture by it. `auto_convert`: would rewrite each packet. */
const joinCommand = (list: string, earlier: string, file: string): MediaCommand => ({
  inputs: [
    { source: localSource(list), args: ['-copyts', '-f', 'concat', '-safe', '0', '-auto_convert', '0', '-protocol_whitelist', 'file'] },
    { source: localSource(earlier), args: inputArgs('mp4') },
  ],
  outputs: [{ to: 'file', file, args: ['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', ...FILE_ARGS] }],
});

/** Whether a decoder can go from one file to the other: the same parameter sets (the box avcC of ISO/IEC 14496-15). */
async function decodesAlike(file: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([decoderConfiguration(file), decoderConfiguration(other)]);
  return one !== null && two !== null && one.equals(two);
}

async function decoderConfiguration(file: string): Promise<Buffer | null> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const at = head.indexOf('avcC');
    return at < 4 ? null : head.subarray(at, at - 4 + head.readUInt32BE(at - 4));
  } finally {
    await handle.close();
  }
}
