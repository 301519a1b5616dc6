import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findEpisode, saveEpisode } from './episodes.js';
import type { NewEpisode } from './episodes.js';
import { createTestDatabase, createTestProject, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const EPISODE: NewEpisode = {
  fileName: 'Episode 1.mp4',
  objectKey: 'uploads/1/source',
  bytes: 8_000_000_000,
  sha256: 'ab'.repeat(32),
  durationMs: 3_600_123,
  container: 'mov,mp4',
  audioCodec: 'aac',
  video: { codec: 'h264', width: 1920, height: 1080, fps: 29.97 },
  hasCover: false,
  title: 'One',
  show: null,
  chapters: [{ title: 'Opening', startMs: 0, endMs: 60_000 }],
};

test('a project has one episode; what is known of it is overwritten, its id stays', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  expect(await findEpisode(db, WORKSPACE, id)).toBeNull();
  const saved = await saveEpisode(db, WORKSPACE, id, EPISODE);
  expect(saved).toMatchObject(EPISODE);
  expect(await findEpisode(db, WORKSPACE, id)).toEqual(saved);

  await saveEpisode(db, WORKSPACE, id, { ...EPISODE, video: null, chapters: [] });
  expect(await findEpisode(db, WORKSPACE, id)).toEqual({ ...saved, video: null, chapters: [] });
  expect(await findEpisode(db, await createTestWorkspace(db), id)).toBeNull();
});
