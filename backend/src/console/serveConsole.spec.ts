import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';

jest.setTimeout(30_000);

const SCRIPT = `${'console.log("a script of the console");'.repeat(200)}`;
const FILES: Record<string, string | Buffer> = {
  'index.html':
    '<!doctype html><title>Console</title><body><app-root></app-root><script src="main-5QJ2TLZN.js" type="module"></script>',
  'main-5QJ2TLZN.js': SCRIPT,
  'theme.js': SCRIPT,
  'libass.wasm': Buffer.alloc(5000, 'wasm'),
  'samples/episode.mp3': Buffer.alloc(5000, 'mp3'),
};

let folder: string;
let api: TestApi;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  await mkdir(join(folder, 'browser/samples'), { recursive: true });
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(folder, 'browser', name), content);
  await writeFile(join(folder, 'secret.txt'), 'not of the console');
  api = await startTestApi({ CONSOLE_DIR: join(folder, 'browser'), S3_PUBLIC_ENDPOINT: 'https://media.example.org' });
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What is on the wire: nothing is decoded, and the path is sent as it is. */
const fetchRaw = (path: string, headers: Record<string, string> = {}, method = 'GET', base = api.url): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    get({ hostname, port, path, headers, method }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    }).on('error', reject);
  });
const PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('files', () => {
  test('with a hash in their name are kept for good, others are asked for again', async () => {
    const hashed = await fetchRaw('/main-5QJ2TLZN.js');
    expect([hashed.status, hashed.body.toString()]).toEqual([200, SCRIPT]);
    expect(hashed.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      // A worker obeys the policy of its own answer.
      'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    });
    const plain = await fetchRaw('/theme.js');
    expect(plain.headers['cache-control']).toBe('no-cache');
    const again = await fetchRaw('/theme.js', { 'if-none-match': plain.headers.etag ?? '' });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    await writeFile(join(folder, 'browser/theme.js'), `${SCRIPT};`);
    expect((await fetchRaw('/theme.js', { 'if-none-match': plain.headers.etag ?? '' })).body.toString()).toBe(`${SCRIPT};`);
  });

  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('are compressed as the client takes it: %s', async (accepted, encoding, decompress) => {
    for (let twice = 0; twice < 2; twice++) {
      const { headers, body } = await fetchRaw('/main-5QJ2TLZN.js', { 'accept-encoding': accepted });
      expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
      expect(body.length).toBeLessThan(SCRIPT.length / 10);
      expect(decompress(body).toString()).toBe(SCRIPT);
    }
  });

  test('have the types that browsers insist on; media is sent as it is', async () => {
    const wasm = await fetchRaw('/libass.wasm', { 'accept-encoding': 'br' });
    expect(wasm.headers).toMatchObject({ 'content-type': 'application/wasm', 'content-encoding': 'br' });
    const audio = await fetchRaw('/samples/episode.mp3', { 'accept-encoding': 'br' });
    expect([audio.headers['content-type'], audio.headers['content-encoding'], audio.body.length]).toEqual([
      'audio/mpeg',
      undefined,
      5000,
    ]);
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/samples/..%2f..%2fsecret.txt',
    '/%00',
    '//',
    '//evil.example.org',
    '/%E0%A4%A',
    '/samples',
    '/main-AAAAAAAA.js',
  ])('nothing else is served: %s', async (path) => {
    const { status, body } = await fetchRaw(path);
    expect([status, body.toString()]).toEqual([404, expect.not.stringContaining('not of the console')]);
  });
});

describe('the page', () => {
  test.each(['/', '/index.html', '/projects/0199', '/reels/0199/done', '/welcome'])('is at %s', async (path) => {
    const { status, headers, body } = await fetchRaw(path, PAGE);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(body.toString()).toContain('<title>Console</title>');
  });

  test('runs no script but the console’s own, and loads nothing but from here and the store', async () => {
    const [one, other] = [await fetchRaw('/', PAGE), await fetchRaw('/', { ...PAGE, 'accept-encoding': 'br' })];
    const nonce = /<app-root ngCspNonce="([^"]+)">/.exec(one.body.toString())?.[1];
    const policy = Object.fromEntries(
      String(one.headers['content-security-policy'])
        .split('; ')
        .map((line) => [line.split(' ')[0], line.split(' ').slice(1).join(' ')]),
    );
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self' 'wasm-unsafe-eval'",
      'style-src': `'self' 'nonce-${nonce}'`,
      'connect-src': "'self' blob: data: https://media.example.org",
      'img-src': "'self' blob: data: https://media.example.org",
      'media-src': "'self' blob: data: https://media.example.org",
      'worker-src': "'self' blob:",
      'frame-ancestors': "'none'",
    });
    expect(brotliDecompressSync(other.body).toString()).not.toContain(String(nonce));
  });

  test('is not what programs get, nor those who ask for the API', async () => {
    expect((await fetchRaw('/projects/0199', { accept: 'application/json' })).status).toBe(404);
    expect((await fetchRaw('/health/live', PAGE)).body.toString()).toBe('{"status":"up"}');
    expect((await fetchRaw('/graphql', PAGE)).headers['content-type']).not.toContain('text/html');
    expect((await fetchRaw('/projects', PAGE, 'POST')).status).toBe(404);
    expect((await fetchRaw('/', PAGE, 'HEAD')).body.length).toBe(0);
  });
});

test('where no console is built, the API is there all the same', async () => {
  for (const CONSOLE_DIR of [undefined, join(folder, 'nothing')]) {
    const bare = await startTestApi({ CONSOLE_DIR });
    try {
      expect((await fetchRaw('/', PAGE, 'GET', bare.url)).status).toBe(404);
      expect((await bare.request('{ about { version } }')).status).toBe(200);
    } finally {
      await bare.close();
    }
  }
});
