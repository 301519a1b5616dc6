import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { testStack } from './stack.js';

const run = promisify(execFile);

/** Runs the stack's ffmpeg; gives what it wrote to standard output. */
export async function ffmpeg(...args: string[]): Promise<Buffer> {
  const program = testStack().env['FFMPEG_PATH'] ?? 'ffmpeg';
  const { stdout } = await run(program, ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args], { encoding: 'buffer', maxBuffer: 1 << 28 });
  return stdout;
}

export interface Probed {
  format: { format_name: string; duration: string };
  streams: { codec_type: string; codec_name: string; profile?: string; width?: number; height?: number; r_frame_rate?: string; sample_rate?: string; pix_fmt?: string; start_time?: string }[];
}

export async function probe(file: string): Promise<Probed> {
  const program = testStack().env['FFPROBE_PATH'] ?? 'ffprobe';
  const { stdout } = await run(program, ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', file]);
  return JSON.parse(stdout) as Probed;
}

/** One frame as RGB bytes, three for each pixel, line by line. */
export async function frame(file: string, atMs: number): Promise<Frame> {
  const rgb = await ffmpeg('-ss', (atMs / 1000).toFixed(3), '-i', file, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-');
  return { rgb, width: 1080, height: 1920 };
}

export interface Frame {
  rgb: Buffer;
  width: number;
  height: number;
}

/** The smallest box around the pixels that `wanted` accepts, and how many there are; null when there is none. */
export function boxOf({ rgb, width, height }: Frame, wanted: (r: number, g: number, b: number) => boolean) {
  let [left, top, right, bottom, count] = [width, height, -1, -1, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      if (!wanted(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      count++;
    }
  }
  return count === 0 ? null : { left, top, right, bottom, count };
}
