import { UserError } from '@reels/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'minio';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ObjectMissingError, ObjectStore, PART_BYTES, PartsError } from './storage.js';

/** Against a real store: `npm test` starts MinIO and names it here. */
const { TEST_S3_ENDPOINT: endpoint = '', TEST_S3_ACCESS_KEY: accessKey = '', TEST_S3_SECRET_KEY: secretKey = '' } = process.env;
const options = { endpoint, accessKey, secretKey, region: 'us-east-1', bucket: `test-${randomUUID()}` };

const store = new ObjectStore(options);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
  await store.ensureBucket();
  await store.ensureBucket();
  await store.ping();
});

afterAll(async () => {
  for (const prefix of ['a/', 'ab/', 'uploads/']) await store.removePrefix(prefix);
  await rm(folder, { recursive: true });
});

const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');

test.each([
  ['nothing', 0],
  ['less than a part', 1000],
  ['a whole part', PART_BYTES],
  ['two parts and a rest', 2 * PART_BYTES + 17],
])('a stream of %s comes back as it was, with digest and measured progress', async (_, size) => {
  const data = randomBytes(size);
  const seen: number[] = [];
  const chunks = Array.from({ length: Math.ceil(size / 1_000_000) }, (__, i) =>
    data.subarray(i * 1_000_000, (i + 1) * 1_000_000),
  );
  const stored = await store.put('a/stream', Readable.from(chunks, { objectMode: false }), {
    contentType: 'audio/wav',
    onProgress: (bytes) => seen.push(bytes),
  });
  expect(stored).toEqual({ bytes: size, sha256: digest(data) });
  expect(seen.at(-1)).toBe(size);
  expect(seen).toHaveLength(Math.max(1, Math.ceil(size / PART_BYTES)));
  expect(await store.stat('a/stream')).toMatchObject({ bytes: size, contentType: 'audio/wav' });
  expect(digest(await store.read('a/stream'))).toBe(digest(data));
});

test('a file is stored by its path and downloaded whole', async () => {
  const data = randomBytes(PART_BYTES + 5);
  await writeFile(join(folder, 'in'), data);
  const stored = await store.put('a/file', join(folder, 'in'));
  const seen: number[] = [];
  expect(await store.download('a/file', join(folder, 'out'), { onProgress: (bytes) => seen.push(bytes) })).toEqual(stored);
  expect(digest(await readFile(join(folder, 'out')))).toBe(digest(data));
  expect(seen.at(-1)).toBe(data.length);
});

test('a source that breaks off leaves no object, nor do its parts stay', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(PART_BYTES + 1);
      throw new Error('the sender died');
    })(),
    { objectMode: false },
  );
  await expect(store.put('a/broken', broken)).rejects.toThrow('the sender died');
  expect(await store.exists('a/broken')).toBe(false);
  const { hostname, port } = new URL(endpoint);
  const client = new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey });
  expect(await client.listIncompleteUploads(options.bucket, 'a/broken', true).toArray()).toEqual([]);
});

test('an aborted transfer leaves no object and no file', async () => {
  const abort = new AbortController();
  const putting = store.put('a/aborted', Buffer.alloc(3 * PART_BYTES), {
    signal: abort.signal,
    onProgress: () => abort.abort(new Error('cancelled')),
  });
  await expect(putting).rejects.toThrow('cancelled');
  expect(await store.exists('a/aborted')).toBe(false);

  await store.put('a/large', Buffer.alloc(2 * PART_BYTES));
  const again = new AbortController();
  const downloading = store.download('a/large', join(folder, 'aborted'), {
    signal: again.signal,
    onProgress: () => again.abort(),
  });
  await expect(downloading).rejects.toThrow('abort');
  expect((await readdir(folder)).filter((name) => name.startsWith('aborted'))).toEqual([]);
});

test('what is missing is told as missing', async () => {
  expect(await store.stat('a/missing')).toBeNull();
  await expect(store.get('a/missing')).rejects.toBeInstanceOf(ObjectMissingError);
  await expect(store.read('a/missing')).rejects.toBeInstanceOf(ObjectMissingError);
  await expect(store.download('a/missing', join(folder, 'missing'))).rejects.toBeInstanceOf(ObjectMissingError);
  await store.remove('a/missing');
});

test('removing a prefix spares its neighbours', async () => {
  await store.put('a/b/1', Buffer.from('1'));
  await store.put('a/b/c/2', Buffer.from('2'));
  await store.put('ab/3', Buffer.from('3'));
  expect(await store.list('a/b/')).toEqual(['a/b/1', 'a/b/c/2']);
  expect(await store.removePrefix('a/b/')).toBe(2);
  expect(await store.exists('a/b/c/2')).toBe(false);
  expect(await store.exists('ab/3')).toBe(true);
  expect(await store.removePrefix('a/b/')).toBe(0);
  await expect(store.removePrefix('a')).rejects.toThrow(TypeError);
  await expect(store.removePrefix('/')).rejects.toThrow(TypeError);
});

test('a signed address gives the object under a name, and lives at most 15 minutes', async () => {
  await store.put('a/signed', Buffer.from('reel'));
  const answer = await fetch(await store.signGet('a/signed', { fileName: 'Über "1".mp4' }));
  expect(await answer.text()).toBe('reel');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''%C3%9Cber%20%221%22.mp4`);
  await expect(store.signGet('a/signed', { seconds: 901 })).rejects.toThrow(RangeError);

  const open = new ObjectStore({ ...options, publicEndpoint: 'https://media.example.com' });
  const url = new URL(await open.signGet('a/signed', { seconds: 60 }));
  expect(url.origin).toBe('https://media.example.com');
  expect(url.searchParams.get('X-Amz-Expires')).toBe('60');
});

test('an upload by parts through signed addresses', async () => {
  const key = 'uploads/1/source';
  const data = randomBytes(PART_BYTES + 100);
  const uploadId = await store.beginMultipart(key, { contentType: 'audio/mpeg' });
  const parts = await Promise.all(
    [1, 2].map(async (partNumber) => {
      const body = data.subarray((partNumber - 1) * PART_BYTES, partNumber * PART_BYTES);
      const answer = await fetch(await store.signPart(key, uploadId, partNumber), { method: 'PUT', body });
      return { partNumber, etag: answer.headers.get('etag') ?? '' };
    }),
  );
  expect((await store.listParts(key, uploadId)).map(({ partNumber, bytes }) => [partNumber, bytes])).toEqual([
    [1, PART_BYTES],
    [2, 100],
  ]);
  expect(await store.exists(key)).toBe(false);

  await expect(store.completeMultipart(key, uploadId, [{ partNumber: 1, etag: 'f'.repeat(32) }])).rejects.toBeInstanceOf(
    PartsError,
  );
  const facts = await store.completeMultipart(key, uploadId, [...parts].reverse());
  expect(facts).toMatchObject({ bytes: data.length, contentType: 'audio/mpeg' });
  expect(await store.completeMultipart(key, uploadId, parts)).toEqual(facts);
  expect(digest(await store.read(key))).toBe(digest(data));
});

test('an aborted upload is gone, and can be aborted again', async () => {
  const key = 'uploads/2/source';
  const uploadId = await store.beginMultipart(key);
  await fetch(await store.signPart(key, uploadId, 1), { method: 'PUT', body: 'x' });
  await store.abortMultipart(key, uploadId);
  await store.abortMultipart(key, uploadId);
  expect(await store.listParts(key, uploadId)).toEqual([]);
  await expect(store.completeMultipart(key, uploadId, [{ partNumber: 1, etag: 'f'.repeat(32) }])).rejects.toBeInstanceOf(
    PartsError,
  );
});

test('a store that does not answer is told as such', async () => {
  const down = new ObjectStore({ ...options, endpoint: 'http://127.0.0.1:1' });
  for (const asking of [() => down.ping(), () => down.read('a/x'), () => down.stat('a/x')]) {
    const error = await asking().then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'STORAGE_DOWN' });
  }
});
