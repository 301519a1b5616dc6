import { UserError } from '@reels/contracts';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { readBoxes } from './boxes.js';
import { framesFrom } from './frameSync.js';
import type { MediaInput } from './runner.js';

/** The containers that are read, and the ffmpeg demuxer for each. Nothing else is ever opened. */
const DEMUXERS = {
  mp3: 'mp3',
  aac: 'aac',
  wav: 'wav',
  flac: 'flac',
  ogg: 'ogg',
  opus: 'ogg',
  m4a: 'mov',
  mp4: 'mov',
  mov: 'mov',
  matroska: 'matroska',
  webm: 'matroska',
} as const;
export type Container = keyof typeof DEMUXERS;

/** A picture larger than this (8192 x 8192) is an attack or a mistake: four times an 8K frame would be decoded. */
export const MAX_PIXELS = 1 << 26;
const MAX_STREAMS = 64;
/** A file with less than this share of the sound that it announces is beyond use; with more, it is used as long as it is. */
export const USABLE_SHARE = 0.5;

const HEAD_BYTES = 4_096;
/** How far after the tags the first mp3 or AAC frame may begin: encoders and editors leave some padding. */
const SYNC_SEARCH_BYTES = 1 << 17;

/** Texts that make ffmpeg open other files or addresses: playlists, concat scripts, metadata scripts, manifests. */
const SCRIPT =
  /^\s*(#EXTM3U|ffconcat\b|;FFMETADATA|\[playlist\]|\[Reference\]|RTSPtext|SMILtext|file\s+['"/]|(https?|rtsp|rtmp|ftp|subfile|concat|crypto|data|tcp|udp|pipe)[:,])|#EXTM3U|ffconcat version|<(MPD|SmoothStreamingMedia|smil|asx|playlist)[\s>]/i;

/** What people give by mistake, so that the refusal can name it. */
const OTHER_KINDS: [magic: RegExp, name: string][] = [
  [/^PK/, 'a ZIP archive or an office document'],
  [/^%PDF/, 'a PDF document'],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8|^RIFF....WEBP|^BM/s, 'a picture'],
  [/^RIFF....AVI /s, 'an AVI file'],
  [/^FORM....AIF/s, 'an AIFF file'],
  [/^\x30\x26\xb2\x75/, 'a Windows Media file'],
  [/^7z\xbc\xaf|^Rar!/, 'an archive'],
  [/^\s*<(!doctype html|html)/i, 'a web page'],
];

/** How ffmpeg and ffprobe open a file of a known container: this demuxer only, local files only, no huge pictures, no references. */
export function inputArgs(container: Container): string[] {
  const demuxer = DEMUXERS[container];
  return [
    ...['-f', demuxer, '-protocol_whitelist', 'file', '-max_streams', `${MAX_STREAMS}`, '-max_pixels', `${MAX_PIXELS}`],
    ...(demuxer === 'mov' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
  ];
}

/** A user's file as an ffmpeg input. Throws as `sniffContainer`. */
export async function safeInput(file: string): Promise<MediaInput> {
  return { source: localSource(file), args: inputArgs(await sniffContainer(file)) };
}

/** A file name that ffmpeg cannot take for an option or a protocol. */
export const localSource = (file: string): string => `file:${path.resolve(file)}`;

/**
 * Finds the container by the file's first bytes, never by its name.
 * Throws UserError EMPTY, NOT_MEDIA, HOSTILE (scripts, playlists, external references) or TRUNCATED (no index, tags or a WAV file cut short).
 */
export async function sniffContainer(file: string): Promise<Container> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new UserError('EMPTY');
    const container = await sniff(handle, size);
    if (container && DEMUXERS[container] === 'mov') return await refineIsoMedia(file);
    if (!container) throw new UserError('NOT_MEDIA');
    return container;
  } finally {
    await handle.close();
  }
}

async function sniff(handle: FileHandle, size: number): Promise<Container | null> {
  const start = await afterId3(handle, size);
  const bytes = await read(handle, start, SYNC_SEARCH_BYTES);
  const head = bytes.toString('latin1', 0, HEAD_BYTES);
  if (SCRIPT.test(head)) throw new UserError('HOSTILE');
  if (/^(RIFF|RF64|BW64)....WAVE/s.test(head)) {
    refuseCutWave(bytes, size - start);
    return 'wav';
  }
  if (head.startsWith('fLaC')) return 'flac';
  if (head.startsWith('OggS')) return head.includes('OpusHead') ? 'opus' : 'ogg';
  if (head.startsWith('\x1a\x45\xdf\xa3')) return head.slice(0, 64).includes('webm') ? 'webm' : 'matroska';
  if (/^....(ftyp|moov|mdat|wide|free|skip|pnot)/s.test(head)) return 'mp4';
  const other = OTHER_KINDS.find(([magic]) => magic.test(head))?.[1];
  if (other) throw new UserError('NOT_MEDIA', `It is ${other}.`);
  return framesFrom(bytes);
}

/** ffprobe takes a cut WAV file for a short one, so its RIFF size is read here. Programs that write to a pipe put a size beyond 2 GB there. */
function refuseCutWave(bytes: Buffer, size: number): void {
  const announced = bytes.readUInt32LE(4) + 8;
  if (announced < 0x7fff_0000 && size < announced * USABLE_SHARE) {
    throw new UserError('TRUNCATED', `It announces ${announced} bytes and holds ${size}.`);
  }
}

/** Where the content begins after the ID3v2 tags (id3.org, "ID3v2.4.0 structure": a 28-bit size of seven bits a byte). */
async function afterId3(handle: FileHandle, size: number): Promise<number> {
  let at = 0;
  for (;;) {
    const header = await read(handle, at, 10);
    if (header.length < 10 || header.toString('latin1', 0, 3) !== 'ID3') return at;
    const length = [6, 7, 8, 9].reduce((sum, index) => (sum << 7) | ((header[index] ?? 0) & 0x7f), 0);
    at += 10 + length;
    if (at >= size) throw new UserError('TRUNCATED', 'The file ends inside its tags.');
  }
}

/** Tells mp4, m4a and mov apart and looks at what their boxes say. */
async function refineIsoMedia(file: string): Promise<Container> {
  const { brand, top, externalReference } = await readBoxes(file);
  if (externalReference) throw new UserError('HOSTILE', 'Its sound or picture lies in another file.');
  if (!top.includes('moov')) {
    if (!top.includes('mdat')) throw new UserError('NOT_MEDIA');
    throw new UserError('TRUNCATED', 'Its index (moov) is missing.');
  }
  if (brand === null || brand === 'qt  ') return 'mov';
  return /^M4[AB]/.test(brand) ? 'm4a' : 'mp4';
}

async function read(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
