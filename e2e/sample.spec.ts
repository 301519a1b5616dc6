import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { safeZoneOf } from '@reels/contracts';
import type { ReelsJson, Transcript } from '@reels/contracts';
import { boxOf, ffmpeg, frame, probe } from './support/media.js';
import { SAMPLE, readTruth, reels, root } from './support/reels.js';
import type { Ran, Truth } from './support/reels.js';

/** The main job, from the command to the files: what a user gets of the sample episode. */

jest.setTimeout(600_000);

let out: string;
let ran: Ran;
let result: ReelsJson;
let transcript: Transcript;
let truth: Truth;

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'reels-sample-'));
  ran = await reels([SAMPLE, '--reels', '3', '--out', out]);
  if (ran.code !== 0) throw new Error(`The job ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  result = JSON.parse(await readFile(path.join(out, 'reels.json'), 'utf8')) as ReelsJson;
  transcript = JSON.parse(await readFile(path.join(out, result.transcript), 'utf8')) as Transcript;
  truth = await readTruth();
});
afterAll(() => rm(out, { recursive: true, force: true }));

test('there are as many reels as were asked for, and each passed its checks', () => {
  expect(result.reels).toHaveLength(3);
  for (const reel of result.reels) {
    expect(Object.keys(reel.checks).length).toBeGreaterThan(8);
    expect(Object.values(reel.checks).every(({ passed }) => passed)).toBe(true);
  }
});

test('reels.json keeps to its schema', async () => {
  const schema = JSON.parse(await readFile(path.join(root, 'docs/reels.schema.json'), 'utf8')) as object;
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, validateFormats: false }).compile(schema);
  expect(validate(result) ? [] : validate.errors).toEqual([]);
});

test('the transcript says what was said', () => {
  const normal = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, ' ').split(/\s+/).filter(Boolean);
  const said = truth.sentences.flatMap(({ text }) => normal(text));
  const heard = transcript.sentences.flatMap(({ text }) => normal(text));
  expect(transcript.language).toBe('en');
  // The script spells numbers out and the recognizer writes digits, so a few per cent stay even when nothing is wrong.
  expect(editDistance(said, heard) / said.length).toBeLessThan(0.08);
});

test('sentences begin when they are spoken', () => {
  const starts = transcript.sentences.flatMap(({ words }) => words).map(({ startMs }) => startMs);
  const errors = truth.sentences.map(({ startMs }) => Math.min(...starts.map((start) => Math.abs(start - startMs)))).sort((a, b) => a - b);
  expect(errors[Math.floor(errors.length / 2)]).toBeLessThanOrEqual(60);
});

test('reels begin and end with whole sentences and keep the advertisement out', () => {
  for (const reel of result.reels) {
    const [range] = reel.cut;
    const inside = transcript.sentences.filter(({ startMs, endMs }) => startMs >= (range?.startMs ?? 0) && endMs <= (range?.endMs ?? 0));
    const touched = transcript.sentences.filter(({ startMs, endMs }) => endMs > (range?.startMs ?? 0) + 50 && startMs < (range?.endMs ?? 0) - 50);
    expect(inside.length).toBeGreaterThan(0);
    expect(touched.map(({ text }) => text)).toEqual(inside.map(({ text }) => text));
    expect(inside.map(({ text }) => text).join(' ')).not.toMatch(/Northfield|percent off|10% off/i);
    expect(Object.keys(reel.boundaries)).toHaveLength(6);
  }
});

test('each file is what the platforms take', async () => {
  for (const reel of result.reels) {
    const { format, streams } = await probe(path.join(out, reel.file));
    const video = streams.find((stream) => stream.codec_type === 'video');
    const audio = streams.find((stream) => stream.codec_type === 'audio');
    expect(video).toMatchObject({ codec_name: 'h264', profile: 'High', width: 1080, height: 1920, pix_fmt: 'yuv420p', r_frame_rate: '30/1' });
    expect(audio).toMatchObject({ codec_name: 'aac', sample_rate: '48000' });
    const cutMs = reel.cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    expect(Math.abs(Number(format.duration) * 1000 - cutMs)).toBeLessThan(100);
    expect(await readFile(path.join(out, reel.srt), 'utf8')).toMatch(/^1\r?\n00:00:0/);
    expect(await readFile(path.join(out, reel.vtt), 'utf8')).toMatch(/^WEBVTT/);
  }
});

test('the loudness is what the platforms play at', async () => {
  const [reel] = result.reels;
  const { value } = reel?.checks['loudness'] ?? {};
  expect(Number(value)).toBeGreaterThan(-14.6);
  expect(Number(value)).toBeLessThan(-13.4);
});

test('nothing that is read lies outside the safe zone, and something is read', async () => {
  const { x, y, width, height } = safeZoneOf('9:16');
  for (const reel of result.reels) {
    const [range] = reel.cut;
    for (const share of [0.2, 0.5, 0.8]) {
      const picture = await frame(path.join(out, reel.file), share * ((range?.endMs ?? 0) - (range?.startMs ?? 0)));
      const bright = boxOf(picture, (r, g, b) => Math.min(r, g, b) > 200);
      expect(bright?.count).toBeGreaterThan(500);
      expect(bright?.left).toBeGreaterThanOrEqual(x);
      expect(bright?.right).toBeLessThanOrEqual(x + width);
      expect(bright?.top).toBeGreaterThanOrEqual(y);
      expect(bright?.bottom).toBeLessThanOrEqual(y + height);
    }
  }
});

test('a word is lit when it is said', async () => {
  const [reel] = result.reels;
  const [range] = reel?.cut ?? [];
  if (!reel || !range) throw new Error('There is no reel.');
  const words = transcript.sentences.flatMap((sentence) => sentence.words).filter(({ startMs, endMs }) => startMs > range.startMs + 2000 && endMs < range.endMs - 2000);
  // Long enough to hold still for a few frames.
  const slow = words.filter(({ startMs, endMs }) => endMs - startMs > 350).slice(0, 8);
  expect(slow.length).toBeGreaterThan(3);
  let changed = 0;
  for (const word of slow) {
    const at = (ms: number) => captionStrip(path.join(out, reel.file), ms - range.startMs);
    const [before, during, later] = [await at(word.startMs - 60), await at(word.startMs + 120), await at(word.startMs + 190)];
    // At the word's start the captions change; while it is said they hold still.
    if (difference(before, during) > 3 * Math.max(difference(during, later), 0.02)) changed++;
  }
  expect(changed).toBeGreaterThanOrEqual(Math.ceil(slow.length * 0.75));
});

/** The part of a frame in which captions stand, as grey values at a third of the size. */
async function captionStrip(file: string, ms: number): Promise<Buffer> {
  return ffmpeg('-ss', (ms / 1000).toFixed(3), '-i', file, '-frames:v', '1', '-vf', 'crop=930:470:65:480,scale=310:-1', '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
}

function difference(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / a.length;
}

function editDistance(a: string[], b: string[]): number {
  let row = b.map((_, index) => index + 1);
  a.forEach((word, i) => {
    let diagonal = i;
    let left = i + 1;
    row = row.map((above, j) => {
      const best = Math.min(above + 1, left + 1, diagonal + (word === b[j] ? 0 : 1));
      diagonal = above;
      left = best;
      return best;
    });
  });
  return row.at(-1) ?? a.length;
}
