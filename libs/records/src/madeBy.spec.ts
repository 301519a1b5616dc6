import type { MadeBy } from '@reels/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { saveArtifacts } from './artifacts.js';
import type { NewArtifact } from './artifacts.js';
import { listMadeByOfProjects, listMadeByOfReels, projectCosts } from './madeBy.js';
import { createTestDatabase, createTestProject, createTestReels, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const artifact = (stepKey: string, madeBy: MadeBy, more: Partial<NewArtifact> = {}): NewArtifact => ({
  stepKey,
  kind: 'chunk',
  objectKey: `projects/p/${stepKey}/chunk.json`,
  bytes: 1,
  sha256: 'cd'.repeat(32),
  contentType: 'application/json',
  madeBy,
  ...more,
});

test('costs count once for each step, and are added up by who made it', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const untouched = await createTestProject(db);
  const [reel] = await createTestReels(db, id, 1);
  const paid: MadeBy = { step: 'transcribe', provider: 'openai', version: 'whisper-1', costMicroUsd: 6000 };
  const local: MadeBy = {
    step: 'transcribe',
    provider: 'whisper.cpp',
    version: '1.9.1',
    costMicroUsd: 0,
    fallback: 'The service did not answer.',
  };
  const render: MadeBy = { step: 'render', provider: 'ffmpeg', version: '7.0.2', costMicroUsd: 70 };
  await saveArtifacts(db, WORKSPACE, id, [artifact('k1', paid), artifact('k1', paid, { kind: 'words' })]);
  await saveArtifacts(db, WORKSPACE, id, [artifact('k2', { ...paid, costMicroUsd: 4000 })]);
  await saveArtifacts(db, WORKSPACE, id, [artifact('k3', local)]);
  await saveArtifacts(db, WORKSPACE, id, [artifact('k4', render, { kind: 'video', reelId: reel!.id })]);

  const ids = [id, untouched.id];
  expect(await listMadeByOfProjects(db, WORKSPACE, ids)).toEqual(
    new Map([[id, [{ ...paid, costMicroUsd: 10_000 }, local, render]]]),
  );
  expect(await listMadeByOfReels(db, WORKSPACE, [reel!.id])).toEqual(
    new Map([[reel!.id, [{ ...paid, costMicroUsd: 10_000 }, local, render]]]),
  );
  expect(await projectCosts(db, WORKSPACE, ids)).toEqual(new Map([[id, 10_070]]));
  expect(await projectCosts(db, await createTestWorkspace(db), ids)).toEqual(new Map());
});
