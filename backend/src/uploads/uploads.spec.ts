import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { ObjectStore, PART_BYTES } from '@reels/platform';
import { findUpload, newId } from '@reels/records';
import { createTestWorkspace } from '@reels/records/testing';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';
import { beginUpload, sendPart, uploadSmallFile } from '../testing/uploads.js';
import { UploadSweeper } from './uploadSweeper.js';

jest.setTimeout(30_000);

let api: TestApi;
let store: ObjectStore;
beforeAll(async () => {
  api = await startTestApi({ MAX_UPLOAD_GB: 1 });
  store = api.app.get(ObjectStore);
});
afterAll(() => api.close());

const UPLOAD =
  '__typename ... on Upload { id fileName bytes partBytes partCount state } ... on ErrorResult { code message nextStep }';
const RESULT = `${UPLOAD} ... on InvalidInput { field }`;
const begin = async (input: object) =>
  (await api.request(`mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { ${RESULT} } }`, { input })).data
    .beginUpload;
const sign = async (uploadId: string, partNumbers: number[]) =>
  (
    await api.request(
      `mutation ($uploadId: ID!, $partNumbers: [Int!]!) { signUploadParts(uploadId: $uploadId, partNumbers: $partNumbers) {
        __typename ... on SignedParts { parts { partNumber url } } ... on ErrorResult { code message nextStep } ... on InvalidInput { field } } }`,
      { uploadId, partNumbers },
    )
  ).data.signUploadParts;
const complete = async (uploadId: string, parts: object[]) =>
  (
    await api.request(
      `mutation ($uploadId: ID!, $parts: [UploadedPartInput!]!) { completeUpload(uploadId: $uploadId, parts: $parts) { ${RESULT} } }`,
      { uploadId, parts },
    )
  ).data.completeUpload;
const abort = async (uploadId: string) =>
  (await api.request(`mutation ($uploadId: ID!) { abortUpload(uploadId: $uploadId) { ${UPLOAD} } }`, { uploadId })).data
    .abortUpload;

test('a file goes to the store in parts and comes out whole', async () => {
  const bytes = randomBytes(PART_BYTES + 1000);
  const upload = await begin({ fileName: 'C:\\shows\\episode.mp3', bytes: bytes.length, contentType: 'audio/mpeg' });
  expect(upload).toMatchObject({
    __typename: 'Upload',
    fileName: 'episode.mp3',
    bytes: bytes.length,
    partBytes: PART_BYTES,
    partCount: 2,
    state: 'OPEN',
  });

  const second = await sendPart(api, upload.id, 2, bytes.subarray(PART_BYTES));
  expect(await complete(upload.id, [{ partNumber: 1, etag: second.etag }, second])).toMatchObject({
    __typename: 'Conflict',
    message: 'Part 1 has not arrived whole.',
    nextStep: expect.stringContaining('part 1') as unknown,
  });
  const first = await sendPart(api, upload.id, 1, bytes.subarray(0, PART_BYTES));
  expect(await complete(upload.id, [second, first])).toMatchObject({ __typename: 'Upload', state: 'COMPLETE' });
  // Safe to repeat.
  expect(await complete(upload.id, [second, first])).toMatchObject({ __typename: 'Upload', state: 'COMPLETE' });

  const stored = await store.read(`uploads/${upload.id}/source`);
  expect(stored.equals(bytes)).toBe(true);
  expect(await sign(upload.id, [1])).toMatchObject({ __typename: 'Conflict' });
  expect(await abort(upload.id)).toMatchObject({ __typename: 'Conflict' });
});

test('a browser goes on where it was: what has arrived is told, in order, with what completing needs', async () => {
  const sent = async (id: string) =>
    (await api.request('query ($id: ID!) { upload(id: $id) { fileName state sentParts { partNumber etag bytes } } }', { id }))
      .data.upload;
  const bytes = randomBytes(2 * PART_BYTES + 1000);
  const { id } = await begin({ fileName: 'episode.mp3', bytes: bytes.length });
  expect(await sent(id)).toEqual({ fileName: 'episode.mp3', state: 'OPEN', sentParts: [] });
  await sendPart(api, id, 3, bytes.subarray(2 * PART_BYTES));
  await sendPart(api, id, 1, bytes.subarray(0, PART_BYTES));
  const { sentParts } = await sent(id);
  expect(sentParts).toMatchObject([
    { partNumber: 1, bytes: PART_BYTES },
    { partNumber: 3, bytes: 1000 },
  ]);
  const second = await sendPart(api, id, 2, bytes.subarray(PART_BYTES, 2 * PART_BYTES));
  const known = (sentParts as { partNumber: number; etag: string }[]).map(({ partNumber, etag }) => ({ partNumber, etag }));
  expect(await complete(id, [...known, second])).toMatchObject({ __typename: 'Upload', state: 'COMPLETE' });
  expect((await store.read(`uploads/${id}/source`)).equals(bytes)).toBe(true);
  expect(await sent(id)).toMatchObject({ state: 'COMPLETE', sentParts: [] });
  expect(await sent(newId())).toBeNull();
});

test('the store lets a page of another origin send parts, and read the ETag that completing needs', async () => {
  const { id } = await beginUpload(api, 5);
  const { url } = (await sign(id, [1])).parts[0];
  const origin = 'http://127.0.0.1:4000';
  const asked = { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' };
  const preflight = await fetch(url, { method: 'OPTIONS', headers: asked });
  expect([preflight.ok, preflight.headers.get('access-control-allow-origin')]).toEqual([true, origin]);
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
  expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type');

  const put = await fetch(url, { method: 'PUT', body: 'hello', headers: { origin, 'content-type': 'audio/mpeg' } });
  expect([put.status, put.headers.get('access-control-allow-origin'), put.headers.get('etag')]).toEqual([
    200,
    origin,
    expect.any(String),
  ]);
  expect(put.headers.get('access-control-expose-headers')?.split(/, */)).toContain('Etag');
});

test('completing goes on after a process died between the store and the record', async () => {
  const { id } = await beginUpload(api, 5);
  const part = await sendPart(api, id, 1, Buffer.from('hello'));
  const record = await findUpload(api.db, api.workspaceId, id);
  await store.completeMultipart(record?.objectKey ?? '', record?.storageUploadId ?? '', [part]);
  expect(await complete(id, [part])).toMatchObject({ __typename: 'Upload', state: 'COMPLETE' });
});

test.each([
  ['InvalidInput', { fileName: '', bytes: 5 }, { field: 'fileName' }],
  ['InvalidInput', { fileName: 'a.mp3', bytes: -1 }, { field: 'bytes' }],
  ['InvalidInput', { fileName: 'a.mp3', bytes: 1.5 }, { field: 'bytes' }],
  ['UnsupportedSource', { fileName: 'a.mp3', bytes: 0 }, { code: 'EMPTY' }],
  ['UnsupportedSource', { fileName: 'a.pdf', bytes: 5 }, { code: 'NOT_MEDIA' }],
  ['UnsupportedSource', { fileName: 'a', bytes: 5, contentType: 'text/html' }, { code: 'NOT_MEDIA' }],
  [
    'TooLarge',
    { fileName: 'a.mp3', bytes: 1e9 + 1 },
    { code: 'TOO_LARGE', message: expect.stringContaining('the limit is 1 GB') as unknown },
  ],
])('begin: %s for %j', async (type, input, more) => {
  expect(await begin(input)).toMatchObject({ __typename: type, ...more });
});

test('sign: a part that the upload does not have, too many at once, no such upload', async () => {
  const { id } = await beginUpload(api, 5);
  expect(await sign(id, [1])).toMatchObject({
    __typename: 'SignedParts',
    parts: [{ partNumber: 1, url: expect.stringContaining(api.settings.S3_ENDPOINT) as unknown }],
  });
  expect(await sign(id, [2])).toMatchObject({ __typename: 'InvalidInput', field: 'partNumbers' });
  expect(await sign(id, Array<number>(1001).fill(1))).toMatchObject({ __typename: 'InvalidInput', field: 'partNumbers' });
  expect(await sign(newId(), [1])).toMatchObject({ __typename: 'NotFound' });
  expect(await sign('no id at all', [1])).toMatchObject({ __typename: 'NotFound' });
});

test('a signed address ends within 15 minutes', async () => {
  const { id } = await beginUpload(api, 5);
  const { parts } = await sign(id, [1]);
  expect(Number(new URL(parts[0].url).searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(900);
});

test('complete: wrong parts, a wrong ETag, a part of the wrong size, no such upload', async () => {
  const { id } = await beginUpload(api, 5);
  const part = await sendPart(api, id, 1, Buffer.from('hello'));
  expect(await complete(id, [])).toMatchObject({ __typename: 'InvalidInput', field: 'parts' });
  expect(await complete(id, [part, part])).toMatchObject({ __typename: 'InvalidInput', field: 'parts' });
  expect(await complete(id, [{ ...part, etag: '"0123456789abcdef0123456789abcdef"' }])).toMatchObject({
    __typename: 'InvalidInput',
    field: 'parts',
  });
  const longer = await sendPart(api, id, 1, Buffer.from('hello world'));
  expect(await complete(id, [longer])).toMatchObject({ __typename: 'Conflict', message: 'Part 1 has not arrived whole.' });
  expect(await complete(newId(), [part])).toMatchObject({ __typename: 'NotFound' });
});

test('abort: what was sent is gone, and it stays so', async () => {
  const { id } = await beginUpload(api, 5);
  const part = await sendPart(api, id, 1, Buffer.from('hello'));
  expect(await abort(id)).toMatchObject({ __typename: 'Upload', state: 'ABORTED' });
  expect(await abort(id)).toMatchObject({ __typename: 'Upload', state: 'ABORTED' });
  expect(await complete(id, [part])).toMatchObject({ __typename: 'Conflict' });
  expect(await sign(id, [1])).toMatchObject({ __typename: 'Conflict' });
  expect(await abort(newId())).toMatchObject({ __typename: 'NotFound' });
  expect(await store.exists(`uploads/${id}/source`)).toBe(false);
});

test('the sweep removes uploads that were left, and spares those that a project uses', async () => {
  const open = (await beginUpload(api, 5)).id;
  const unused = await uploadSmallFile(api);
  const used = await uploadSmallFile(api);
  await api.request('mutation ($id: ID!) { createProject(input: { uploadId: $id }) { __typename } }', { id: used });

  const sweeper = api.app.get(UploadSweeper);
  await sweeper.sweep();
  expect(await findUpload(api.db, api.workspaceId, open)).not.toBeNull();

  await sweeper.sweep(new Date(Date.now() + 60_000));
  expect(await findUpload(api.db, api.workspaceId, open)).toBeNull();
  expect(await findUpload(api.db, api.workspaceId, unused)).toBeNull();
  expect(await store.exists(`uploads/${unused}/source`)).toBe(false);
  expect(await findUpload(api.db, api.workspaceId, used)).not.toBeNull();
  expect(await store.exists(`uploads/${used}/source`)).toBe(true);
});

test('the sweep looks into every workspace', async () => {
  const workspaceId = await createTestWorkspace(api.db);
  const { id } = await beginUpload(api, 5);
  await api.db.query('UPDATE upload SET workspace_id = $1 WHERE id = $2', [workspaceId, id]);
  await api.app.get(UploadSweeper).sweep(new Date(Date.now() + 60_000));
  expect(await findUpload(api.db, workspaceId, id)).toBeNull();
});
