import type { MadeBy } from '@reels/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findArtifacts, listArtifacts, saveArtifacts } from './artifacts.js';
import type { NewArtifact } from './artifacts.js';
import { createTestDatabase, createTestProject, createTestReels, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const LOCAL: MadeBy = { step: 'transcribe', provider: 'whisper.cpp', version: '1.9.1', costMicroUsd: 0 };
const artifact = (stepKey: string, more: Partial<NewArtifact> = {}): NewArtifact => ({
  stepKey,
  kind: 'chunk',
  objectKey: `projects/p/${stepKey}/chunk.json`,
  bytes: 5_000_000_000,
  sha256: 'cd'.repeat(32),
  contentType: 'application/json',
  madeBy: LOCAL,
  ...more,
});

test('what a step stored is found by its key, and stays when the step runs again', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  expect(await findArtifacts(db, WORKSPACE, id, 'k1')).toEqual([]);
  const [stored] = await saveArtifacts(db, WORKSPACE, id, [artifact('k1')]);
  expect(stored).toMatchObject({ ...artifact('k1'), projectId: id, reelId: null });
  expect(await saveArtifacts(db, WORKSPACE, id, [artifact('k1', { objectKey: 'another', bytes: 1 })])).toEqual([stored]);
  expect(await findArtifacts(db, WORKSPACE, id, 'k1')).toEqual([stored]);
  expect(await saveArtifacts(db, WORKSPACE, id, [])).toEqual([]);

  const other = await createTestProject(db);
  expect(await findArtifacts(db, WORKSPACE, other.id, 'k1')).toEqual([]);
  expect(await findArtifacts(db, await createTestWorkspace(db), id, 'k1')).toEqual([]);
});

test('kinds and reels are told apart, and listed by either', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const [one, two] = await createTestReels(db, id, 2);
  await saveArtifacts(db, WORKSPACE, id, [artifact('k1'), artifact('k1', { kind: 'words' })]);
  for (const reel of [one!, two!, one!])
    await saveArtifacts(db, WORKSPACE, id, [artifact('k2', { kind: 'video', reelId: reel.id })]);

  const kinds = async (filter?: Parameters<typeof listArtifacts>[3]) =>
    (await listArtifacts(db, WORKSPACE, id, filter)).map(({ kind }) => kind).sort();
  expect(await kinds()).toEqual(['chunk', 'video', 'video', 'words']);
  expect(await kinds({ reelId: null })).toEqual(['chunk', 'words']);
  expect(await kinds({ reelId: one!.id })).toEqual(['video']);
  expect(await kinds({ kind: 'words' })).toEqual(['words']);
  expect(await findArtifacts(db, WORKSPACE, id, 'k2')).toHaveLength(2);
});
