import { DEFAULT_OPTIONS } from '@reels/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from './ids.js';
import { createProject, deleteProject, markDeleted } from './projects.js';
import { createTestDatabase, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import {
  abortUpload,
  completeUpload,
  createUpload,
  deleteUpload,
  findUpload,
  listStaleUploads,
  retireUpload,
} from './uploads.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const begin = () => {
  const id = newId();
  return createUpload(database.db, WORKSPACE, {
    id,
    fileName: 'Episode 1.mp3',
    bytes: 6_000_000_000,
    contentType: null,
    partBytes: 16_777_216,
    objectKey: `uploads/${id}/source`,
    storageUploadId: 'store-1',
  });
};
const use = (uploadId: string) =>
  createProject(database.db, WORKSPACE, { title: 'One', source: { uploadId }, options: DEFAULT_OPTIONS });

test('an upload is found as it was begun, and only in its workspace', async () => {
  const { db } = database;
  const upload = await begin();
  expect(await findUpload(db, WORKSPACE, upload.id)).toEqual(upload);
  expect(await findUpload(db, await createTestWorkspace(db), upload.id)).toBeNull();
  expect(await findUpload(db, WORKSPACE, 'nonsense')).toBeNull();
});

test('open -> complete or aborted, once; repeating is fine, changing one into the other is not', async () => {
  const { db } = database;
  const [kept, dropped] = [await begin(), await begin()];
  const complete = await completeUpload(db, WORKSPACE, kept.id);
  expect(complete).toMatchObject({ state: 'complete', completedAt: expect.any(Date) });
  expect(await completeUpload(db, WORKSPACE, kept.id)).toEqual(complete);
  expect(await abortUpload(db, WORKSPACE, kept.id)).toBeNull();

  expect(await abortUpload(db, WORKSPACE, dropped.id)).toMatchObject({ state: 'aborted' });
  expect(await abortUpload(db, WORKSPACE, dropped.id)).toMatchObject({ state: 'aborted' });
  expect(await completeUpload(db, WORKSPACE, dropped.id)).toBeNull();
  expect(await abortUpload(db, WORKSPACE, newId())).toBeNull();
});

test('a project needs a complete upload, and keeps it from being removed', async () => {
  const { db } = database;
  const upload = await begin();
  expect(await use(upload.id)).toBeNull();
  await completeUpload(db, WORKSPACE, upload.id);
  const project = await use(upload.id);
  expect(project).toMatchObject({ sourceUploadId: upload.id, sourceUrl: null });
  expect(await retireUpload(db, WORKSPACE, upload.id)).toBeNull();
  expect(await deleteUpload(db, WORKSPACE, upload.id)).toBe(false);
});

test('an upload goes with the last project that uses it', async () => {
  const { db } = database;
  const upload = await begin();
  await completeUpload(db, WORKSPACE, upload.id);
  const [first, second] = [await use(upload.id), await use(upload.id)];
  expect(await markDeleted(db, WORKSPACE, first!.id)).toEqual({ objectPrefix: `projects/${first!.id}/`, upload: null });
  expect(await markDeleted(db, WORKSPACE, second!.id)).toMatchObject({ upload: { id: upload.id, objectKey: upload.objectKey } });
  expect(await use(upload.id)).toBeNull();
  expect(await deleteProject(db, WORKSPACE, second!.id)).toBe(true);
  expect(await findUpload(db, WORKSPACE, upload.id)).not.toBeNull();
  expect(await deleteProject(db, WORKSPACE, first!.id)).toBe(true);
  expect(await findUpload(db, WORKSPACE, upload.id)).toBeNull();
});

test('stale are those from before that no project uses; they are retired, then forgotten', async () => {
  const { db } = database;
  await db.query("UPDATE upload SET created_at = now() - interval '1 hour'");
  const [open, complete, used] = [await begin(), await begin(), await begin()];
  for (const { id } of [complete, used]) await completeUpload(db, WORKSPACE, id);
  await use(used.id);
  const listed = (at: Date) => listStaleUploads(db, at).then((uploads) => uploads.map(({ id }) => id));
  expect(await listed(new Date(Date.now() + 60_000))).toEqual(expect.arrayContaining([open.id, complete.id]));
  expect(await listed(new Date(Date.now() + 60_000))).not.toContain(used.id);
  expect(await listed(new Date(Date.now() - 60_000))).not.toContain(open.id);

  expect(await deleteUpload(db, WORKSPACE, complete.id)).toBe(false);
  expect(await retireUpload(db, WORKSPACE, complete.id)).toMatchObject({ state: 'aborted' });
  expect(await use(complete.id)).toBeNull();
  expect(await deleteUpload(db, WORKSPACE, complete.id)).toBe(true);
});
