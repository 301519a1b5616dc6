import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MediaTools } from '../runner.js';
import type { MediaInput, MediaOutput } from '../runner.js';

/** The tools under test: FFMPEG_PATH and FFPROBE_PATH, else those on the PATH. */
export const tools = new MediaTools({
  ...(process.env['FFMPEG_PATH'] && { ffmpegPath: process.env['FFMPEG_PATH'] }),
  ...(process.env['FFPROBE_PATH'] && { ffprobePath: process.env['FFPROBE_PATH'] }),
});

/** A folder for one test file's media. */
export class MediaFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'reels-media-'));

  file(name: string): string {
    return path.join(this.path, name);
  }

  /** A new, empty folder inside. */
  folder(): string {
    return mkdtempSync(path.join(this.path, 'work-'));
  }

  write(name: string, bytes: string | Uint8Array): string {
    writeFileSync(this.file(name), bytes);
    return this.file(name);
  }

  /** Makes a file of lavfi sources or files; the container follows the name. */
  async make(name: string, inputs: (MediaInput | string)[], args: string[] = []): Promise<string> {
    const output: MediaOutput = { to: 'file', file: this.file(name), args };
    await tools.run({ inputs: inputs.map((input) => (typeof input === 'string' ? lavfi(input) : input)), outputs: [output] });
    return output.file;
  }

  /** The first part of a file. */
  cut(file: string, share: number, name: string): string {
    const bytes = readFileSync(file);
    return this.write(name, bytes.subarray(0, Math.floor(bytes.length * share)));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export const lavfi = (source: string): MediaInput => ({ source, args: ['-f', 'lavfi'] });
export const from = (file: string, ...args: string[]): MediaInput => ({ source: file, args });

/** A tone that comes and goes, as speech does. */
export const voice = (seconds: number): string => `aevalsrc='0.3*sin(2*PI*220*t)*(0.55+0.45*sin(2*PI*3*t))':s=44100:d=${seconds}`;
export const picture = (seconds: number, size = '160x90'): string => `testsrc=s=${size}:r=25:d=${seconds}`;

/** An ID3v2.3 tag of raw frames (id3.org, "ID3 tag version 2.3.0"). */
export function id3Tag(frames: [id: string, body: Buffer][]): Buffer {
  const body = Buffer.concat(
    frames.map(([id, content]) => Buffer.concat([Buffer.from(id), uint32(content.length), Buffer.alloc(2), content])),
  );
  const size = Buffer.from([21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f));
  return Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), size, body]);
}

/** A PNG that claims a size and holds next to nothing. */
export function hollowPng(width: number, height: number): Buffer {
  const header = Buffer.concat([Buffer.from('IHDR'), uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    uint32(13),
    header,
    uint32(crc32(header)),
    uint32(0),
    Buffer.from('IDAT'),
    uint32(crc32(Buffer.from('IDAT'))),
  ]);
}

/** A box of an ISO base media file. */
export const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([uint32(body.length + 8), Buffer.from(type), body]);
};

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Makes the data reference of the first track of an mp4 (moov at the end of the file) point at a location. */
export function referElsewhere(mp4: Buffer, entry: Buffer): Buffer {
  const chain = ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref'].reduce<number[]>(
    (found, type) => [...found, mp4.indexOf(type, found.at(-1) ?? 0) - 4],
    [],
  );
  const at = (chain.at(-1) ?? 0) + 16;
  const old = mp4.readUInt32BE(at);
  const grown = Buffer.concat([mp4.subarray(0, at), entry, mp4.subarray(at + old)]);
  for (const start of chain) grown.writeUInt32BE(grown.readUInt32BE(start) + entry.length - old, start);
  return grown;
}

/** A frame of a video at a time, or a picture, as packed RGB. */
export function rgbFrame(file: string, atMs?: number): Buffer {
  const ffmpeg = process.env['FFMPEG_PATH'] ?? 'ffmpeg';
  return execFileSync(
    ffmpeg,
    [
      '-v',
      'error',
      ...(atMs === undefined ? [] : ['-ss', `${atMs / 1_000}`]),
      '-i',
      file,
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-',
    ],
    { maxBuffer: 1 << 26 },
  );
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
