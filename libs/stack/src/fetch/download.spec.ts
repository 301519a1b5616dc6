import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { testFolder } from '../testing/folder.js';
import { testServer } from '../testing/server.js';
import type { Digest } from './digest.js';
import { download } from './download.js';
import { Web } from './web.js';

const content = randomBytes(3_000_000);
const digest: Digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
const folder = testFolder();
const web = new Web({});
let requests: { url: string; range: string | undefined }[] = [];
let target: string;
let count = 0;

const address = testServer((request, response) => {
  const { url = '' } = request;
  const { range } = request.headers;
  requests.push({ url, range });
  if (url === '/missing') return void response.writeHead(404).end();
  const from = url === '/no-ranges' ? 0 : Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  const bytes = url === '/other' ? Buffer.alloc(content.length) : content.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length, ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }) });
  if (url === '/breaks' && requests.length < 3) response.write(bytes.subarray(0, 1_000_000), () => response.destroy());
  else response.end(bytes);
});

beforeEach(() => {
  requests = [];
  target = join(folder, `file-${count++}`);
});

test('a file arrives whole, and its progress is told', async () => {
  const told: number[] = [];
  await download(web, `${address()}/file`, target, { digest, onProgress: (done) => told.push(done) });
  expect(readFileSync(target).equals(content)).toBe(true);
  expect(told.at(-1)).toBe(content.length);
  expect(existsSync(`${target}.partial`)).toBe(false);
});

test('a broken connection is taken up where it broke', async () => {
  await download(web, `${address()}/breaks`, target, { digest, retryMs: 1 });
  expect(readFileSync(target).equals(content)).toBe(true);
  expect(requests).toHaveLength(3);
  expect(requests[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
});

test('an earlier attempt is resumed', async () => {
  writeFileSync(`${target}.partial`, content.subarray(0, 2_000_000));
  const told: number[] = [];
  await download(web, `${address()}/file`, target, { digest, onProgress: (done) => told.push(done) });
  expect(requests).toEqual([{ url: '/file', range: 'bytes=2000000-' }]);
  expect(told[0]).toBeGreaterThan(2_000_000);
  expect(readFileSync(target).equals(content)).toBe(true);
});

test('a server that knows no ranges starts again from the beginning', async () => {
  writeFileSync(`${target}.partial`, content.subarray(0, 2_000_000));
  await download(web, `${address()}/no-ranges`, target, { digest });
  expect(readFileSync(target).equals(content)).toBe(true);
});

test('a half-done file that is not the beginning of this one is thrown away', async () => {
  writeFileSync(`${target}.partial`, randomBytes(1_000_000));
  await download(web, `${address()}/file`, target, { digest, retryMs: 1 });
  expect(requests.map(({ range }) => range)).toEqual(['bytes=1000000-', undefined]);
  expect(readFileSync(target).equals(content)).toBe(true);
});

test('a file with another digest never appears', async () => {
  await expect(download(web, `${address()}/other`, target, { digest, retryMs: 1 })).rejects.toThrow('does not have the right checksum');
  expect(existsSync(target)).toBe(false);
  expect(existsSync(`${target}.partial`)).toBe(false);
});

test('a file that is not there is not asked for twice', async () => {
  await expect(download(web, `${address()}/missing`, target, { digest })).rejects.toThrow('answered 404');
  expect(requests).toHaveLength(1);
});

test('a silent host is asked once', async () => {
  const quiet = new Web({});
  const host = 'http://nowhere.invalid';
  expect(await quiet.probe(`${host}/a`)).toBe(false);
  const started = performance.now();
  expect(await quiet.probe(`${host}/b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(20);
});
