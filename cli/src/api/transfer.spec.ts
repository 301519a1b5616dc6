import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { download } from '../output/download.js';
import { putPart } from './putPart.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let server: Server | undefined;
const signal = new AbortController().signal;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'reels-transfer-'))));
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await rm(folder, { recursive: true });
});

/** A plain web server, in place of the object store's signed addresses. */
async function serve(handler: Handler): Promise<string> {
  server = createServer(handler).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/object`;
}

const stored = (url: string, content: string) => ({
  url,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});

test('a part is sent whole, with its length, and its progress is told', async () => {
  let received = '';
  let length: string | undefined;
  const url = await serve((request, response) => {
    length = request.headers['content-length'];
    request.on('data', (chunk: Buffer) => void (received += chunk.toString()));
    request.on('end', () => response.setHeader('etag', '"e1"').end());
  });
  await writeFile(join(folder, 'episode'), '0123456789');
  let told = 0;
  const onBytes = (bytes: number) => void (told += bytes);
  expect(await putPart(url, { path: join(folder, 'episode'), start: 4, bytes: 5 }, { onBytes, signal })).toBe('"e1"');
  expect([received, length, told]).toEqual(['45678', '5', 5]);
});

test('a part that the store refuses fails with its answer', async () => {
  const url = await serve((request, response) => {
    request.resume();
    response.writeHead(403).end();
  });
  await writeFile(join(folder, 'episode'), '0123456789');
  await expect(
    putPart(url, { path: join(folder, 'episode'), start: 0, bytes: 10 }, { onBytes: () => {}, signal }),
  ).rejects.toThrow('The object store answered 403.');
});

test('an upload that is given up ends at once', async () => {
  const url = await serve((request) => void request.resume());
  const abort = new AbortController();
  await writeFile(join(folder, 'episode'), '0123456789');
  const sent = putPart(url, { path: join(folder, 'episode'), start: 0, bytes: 10 }, { onBytes: () => {}, signal: abort.signal });
  abort.abort();
  await expect(sent).rejects.toThrow();
});

test('a download appears whole under its name', async () => {
  const url = await serve((_request, response) => void response.end('content'));
  await download(stored(url, 'content'), join(folder, 'reel.mp4'), signal);
  expect(await readFile(join(folder, 'reel.mp4'), 'utf8')).toBe('content');
  expect(await readdir(folder)).toEqual(['reel.mp4']);
});

test('a download that broke off is made again', async () => {
  let attempts = 0;
  const url = await serve((_request, response) => {
    if (++attempts > 1) return void response.end('content');
    response.writeHead(200, { 'content-length': 7 }).write('con');
    setTimeout(() => response.destroy(), 20);
  });
  await download(stored(url, 'content'), join(folder, 'reel.mp4'), signal);
  expect([attempts, await readFile(join(folder, 'reel.mp4'), 'utf8')]).toEqual([2, 'content']);
});

test('bytes other than the stored ones never get the name, and what was there before stays', async () => {
  const url = await serve((_request, response) => void response.end('c0ntent'));
  await writeFile(join(folder, 'reel.mp4'), 'older');
  await expect(download(stored(url, 'content'), join(folder, 'reel.mp4'), signal)).rejects.toMatchObject({
    code: 'DOWNLOAD_FAILED',
    message: expect.stringContaining('its bytes are not those that were stored'),
  });
  expect(await readdir(folder)).toEqual(['reel.mp4']);
  expect(await readFile(join(folder, 'reel.mp4'), 'utf8')).toBe('older');
}, 15_000);
