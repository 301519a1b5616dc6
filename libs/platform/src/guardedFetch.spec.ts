import { UserError } from '@reels/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { guardedFetch } from './guardedFetch.js';
import type { FetchOptions } from './guardedFetch.js';

/** A server on this machine, which is a private address: reached only because the tests allow it by name. */
const ROUTES: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/episodes/My%20Show%201.mp3': (_, response) => response.setHeader('content-type', 'audio/mpeg').end('ID3 sound'),
  '/attachment': (_, response) =>
    response
      .setHeader('content-disposition', `attachment; filename="x.mp3"; filename*=UTF-8''..%2F..%2F%C3%9Cber.mp3`)
      .end('ID3'),
  '/moved': (_, response) => response.writeHead(302, { location: '/episodes/My%20Show%201.mp3' }).end('moved'),
  '/moved-inside': (_, response) => response.writeHead(301, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/moved-to-file': (_, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end(),
  '/circle': (_, response) => response.writeHead(307, { location: '/circle' }).end(),
  '/page': (_, response) =>
    response.setHeader('content-type', 'audio/mpeg').end('\n<!DOCTYPE html><html><body>Log in</body></html>'),
  '/feed': (_, response) => response.end('<?xml version="1.0"?>\n<rss version="2.0"></rss>'),
  '/announced': (_, response) => response.writeHead(200, { 'content-length': '5000' }).end(Buffer.alloc(5000)),
  '/endless': (_, response) => {
    const more = setInterval(() => response.write(Buffer.alloc(1000)), 1);
    response.on('close', () => clearInterval(more));
  },
  '/silent': (_, response) => void response.write('ID3'),
  '/broken': (_, response) => {
    response.writeHead(200, { 'content-length': '5000' }).write('ID3');
    setTimeout(() => response.destroy(), 20);
  },
};

let server: Server;
let host: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = ROUTES[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end('none');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function read(path: string, options: Partial<FetchOptions> = {}): Promise<Buffer> {
  const { stream } = await guardedFetch(`http://${host}${path}`, { maxBytes: 1e6, allowPrivate: [host], ...options });
  return Buffer.concat(await stream.toArray());
}

async function refusal(fetching: Promise<unknown>): Promise<UserError> {
  const error = await fetching.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw new Error(`Expected a UserError, got ${String(error)}`);
}

test('gives the file with its name, type, size and progress', async () => {
  const seen: number[] = [];
  const fetched = await guardedFetch(`http://${host}/episodes/My%20Show%201.mp3`, {
    maxBytes: 100,
    allowPrivate: [host],
    onProgress: (bytes) => seen.push(bytes),
  });
  expect(fetched).toMatchObject({ bytes: 9, contentType: 'audio/mpeg', fileName: 'My Show 1.mp3' });
  expect(Buffer.concat(await fetched.stream.toArray()).toString()).toBe('ID3 sound');
  expect(seen.at(-1)).toBe(9);
});

test('a name from the header is decoded and cannot leave its folder', async () => {
  const { fileName, stream } = await guardedFetch(`http://${host}/attachment`, { maxBytes: 100, allowPrivate: [host] });
  stream.destroy();
  expect(fileName).toBe('Über.mp3');
});

test('follows redirects', async () => {
  expect((await read('/moved')).toString()).toBe('ID3 sound');
});

test.each([
  ['http://127.0.0.1/a.mp3'],
  ['http://localhost/a.mp3'],
  ['http://0x7f000001/a.mp3'],
  ['http://2130706433/a.mp3'],
  ['http://10.1.2.3/a.mp3'],
  ['http://169.254.169.254/latest/meta-data'],
  ['http://100.64.0.1/a.mp3'],
  ['http://0.0.0.0/a.mp3'],
  ['http://[::1]/a.mp3'],
  ['http://[::ffff:127.0.0.1]/a.mp3'],
  ['http://[fd00::1]/a.mp3'],
  ['http://[fe80::1]/a.mp3'],
  ['https://user:password@example.com/a.mp3'],
  ['file:///etc/passwd'],
  ['ftp://example.com/a.mp3'],
  ['not an address'],
])('refuses %s', async (url) => {
  expect((await refusal(guardedFetch(url, { maxBytes: 100 }))).code).toBe('ADDRESS_REFUSED');
});

test('a private address is refused although another port of its host is allowed', async () => {
  expect((await refusal(guardedFetch(`http://${host}/moved`, { maxBytes: 100, allowPrivate: ['127.0.0.1:1'] }))).code).toBe(
    'ADDRESS_REFUSED',
  );
});

test.each(['/moved-inside', '/moved-to-file'])('a redirect is checked like an address: %s', async (path) => {
  expect((await refusal(read(path))).code).toBe('ADDRESS_REFUSED');
});

test.each([
  ['/circle', 'more than 5 times'],
  ['/page', 'web page'],
  ['/feed', 'podcast feed'],
  ['/nothing-here', '404'],
])('%s is told as: %s', async (path, said) => {
  const error = await refusal(read(path));
  expect(error.code).toBe('ADDRESS_FAILED');
  expect(error.detail).toContain(said);
});

test('a name that does not exist, a port that does not answer', async () => {
  expect((await refusal(guardedFetch('http://no-such-host.invalid/a.mp3', { maxBytes: 100 }))).code).toBe('ADDRESS_FAILED');
  expect((await refusal(guardedFetch('http://127.0.0.1:1/a.mp3', { maxBytes: 100, allowPrivate: ['127.0.0.1:1'] }))).code).toBe(
    'ADDRESS_FAILED',
  );
});

test.each(['/announced', '/endless'])('more than the limit is refused: %s', async (path) => {
  expect((await refusal(read(path, { maxBytes: 4000 }))).code).toBe('TOO_LARGE');
});

test('a server that falls silent or breaks off has failed', async () => {
  expect((await refusal(read('/silent', { idleMs: 200 }))).code).toBe('ADDRESS_FAILED');
  expect((await refusal(read('/broken'))).code).toBe('ADDRESS_FAILED');
});

test('abort ends the transfer with the reason given', async () => {
  const abort = new AbortController();
  const reason = new Error('cancelled');
  const reading = read('/endless', { signal: abort.signal, maxBytes: 1e9, onProgress: () => abort.abort(reason) });
  await expect(reading).rejects.toBe(reason);
});
