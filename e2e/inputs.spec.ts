import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ffmpeg } from './support/media.js';
import { SAMPLE, reels, root } from './support/reels.js';
import { ALLOWED_PORT } from './support/stack.js';

/** What a user can give wrong, and what the command then says. */

jest.setTimeout(240_000);

let folder: string;
let server: Server;
const inFolder = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reels-inputs-'));
  await ffmpeg('-i', path.join(root, SAMPLE), '-t', '30', '-c', 'copy', inFolder('episode.mp3'));
  server = createServer((request, response) => {
    if (request.url === '/episode.mp3') return void readFile(inFolder('episode.mp3')).then((bytes) => response.end(bytes));
    if (request.url === '/page') return void response.setHeader('content-type', 'text/html').end('<html>Sign in</html>');
    response.statusCode = 404;
    response.end();
  }).listen(ALLOWED_PORT, '127.0.0.1');
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const bad: [what: string, code: string, make: (file: string) => Promise<unknown>, extension: string][] = [
  ['a text file that calls itself mp3', 'NOT_MEDIA', (file) => writeFile(file, 'These are not the bytes of a song.\n'.repeat(500)), 'mp3'],
  ['an empty file', 'EMPTY', (file) => writeFile(file, ''), 'mp3'],
  ['a playlist in the clothes of an mp4', 'HOSTILE', (file) => writeFile(file, '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'), 'mp4'],
  ['a video without sound', 'NO_AUDIO', (file) => ffmpeg('-f', 'lavfi', '-i', 'testsrc=d=12:s=320x240', '-pix_fmt', 'yuv420p', file), 'mp4'],
  ['ten seconds of silence', 'SILENT', (file) => ffmpeg('-f', 'lavfi', '-i', 'anullsrc=r=44100:cl=mono', '-t', '10', file), 'wav'],
  ['music without a voice', 'NO_SPEECH', (file) => ffmpeg('-f', 'lavfi', '-i', 'sine=f=220:d=15', file), 'wav'],
  ['a recording cut short in the middle of its index', 'TRUNCATED', halfAnMp4, 'mp4'],
];

test.each(bad)('%s is refused with %s, its sentence and the next step', async (what, code, make, extension) => {
  const file = inFolder(`${what.replaceAll(' ', '-')}.${extension}`);
  await make(file);
  const { code: exit, stdout, stderr } = await reels([file, '--out', inFolder('out')]);
  expect(exit).not.toBe(0);
  expect(stdout + stderr).toContain(code);
});

async function halfAnMp4(file: string): Promise<void> {
  await ffmpeg('-i', path.join(root, SAMPLE), '-t', '60', '-c:a', 'aac', '-movflags', '+faststart', `${file}.whole.mp4`);
  const whole = await readFile(`${file}.whole.mp4`);
  await writeFile(file, whole.subarray(0, Math.floor(whole.length * 0.2)));
}

test('an address is fetched, and its private neighbours are refused', async () => {
  const fetched = await reels(['transcribe', `http://127.0.0.1:${ALLOWED_PORT}/episode.mp3`, '--out', inFolder('fetched')]);
  expect(fetched).toMatchObject({ code: 0 });
  const page = await reels([`http://127.0.0.1:${ALLOWED_PORT}/page`, '--out', inFolder('page')]);
  expect(page.code).not.toBe(0);
  expect(page.stdout + page.stderr).toContain('ADDRESS_FAILED');
  const neighbour = await reels(['http://127.0.0.1:9/episode.mp3', '--out', inFolder('neighbour')]);
  expect(neighbour.code).not.toBe(0);
  expect(neighbour.stdout + neighbour.stderr).toContain('ADDRESS_REFUSED');
});

test('a transcript that was brought keeps its times, and its words are lit inside them', async () => {
  const srt = inFolder('given.srt');
  await writeFile(srt, ['1', '00:00:28,770 --> 00:00:33,440', "So let's start with the strangest thing. You almost quit baking in your first year. Why?", '', '2', '00:00:34,040 --> 00:00:39,480', 'Um, honestly, I was broke. I had eleven dollars in the account and a broken oven.', ''].join('\n'));
  const episode = inFolder('brought.mp3');
  await copyFile(path.join(root, SAMPLE), episode);
  const out = inFolder('brought');
  const ran = await reels([episode, '--transcript', srt, '--reels', '1', '--min', '5', '--max', '20', '--out', out]);
  expect(ran).toMatchObject({ code: 0 });
  const { sentences } = JSON.parse(await readFile(path.join(out, 'transcript.json'), 'utf8')) as { sentences: { startMs: number; endMs: number; words: { startMs: number; endMs: number }[] }[] };
  expect(sentences[0]?.startMs).toBe(28_770);
  expect(sentences.at(-1)?.endMs).toBe(39_480);
  for (const { startMs, endMs, words } of sentences) {
    expect(words[0]?.startMs).toBeGreaterThanOrEqual(startMs);
    expect(words.at(-1)?.endMs).toBeLessThanOrEqual(endMs);
  }
});

test('a transcript that is none is refused before anything runs', async () => {
  await writeFile(inFolder('broken.srt'), 'no times here');
  const ran = await reels([path.join(root, SAMPLE), '--transcript', inFolder('broken.srt'), '--out', inFolder('broken')]);
  expect(ran.code).not.toBe(0);
  expect(ran.stdout + ran.stderr).toContain('BAD_TRANSCRIPT');
});
