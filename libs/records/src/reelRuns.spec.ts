import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { recordProgress } from './progress.js';
import type { ProgressInput } from './progress.js';
import { findProject, restartProject } from './projects.js';
import { beginReelRevision } from './reelRuns.js';
import { findReel, listQueuedReels } from './reels.js';
import type { ReelRecord } from './reels.js';
import { createTestDatabase, createTestProject, createTestReels, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
let projectId: string;
let reel: ReelRecord;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  projectId = (await createTestProject(database.db)).id;
  reel = (await createTestReels(database.db, projectId, 2))[0]!;
});

const tell = (event: Partial<ProgressInput>) =>
  recordProgress(database.db, WORKSPACE, projectId, { stage: 'render', kind: 'advanced', message: 'Rendering', ...event });
const begin = () => beginReelRevision(database.db, WORKSPACE, reel.id);
const state = async () => (await findReel(database.db, WORKSPACE, reel.id))?.state;

test('a revision of its own is told of when the project is over, and leaves its state and stage alone', async () => {
  await tell({ stage: 'check', projectState: 'done' });
  expect(await begin()).toMatchObject({ revision: 2, state: 'queued', byItself: true, transcriptRevision: null });
  expect(await tell({ reelId: reel.id, revision: 2, reelState: 'rendering' })).toMatchObject({
    reelState: 'rendering',
    projectState: 'done',
  });
  expect(await findProject(database.db, WORKSPACE, projectId)).toMatchObject({ state: 'done', stage: 'check' });
});

test("what a superseded revision, or the project's own run, still tells of the reel is dropped", async () => {
  await tell({ projectState: 'running', reelId: reel.id, reelState: 'rendering' });
  await begin();
  expect(await tell({ reelId: reel.id, reelState: 'ready' })).toBeNull();
  await begin();
  expect(await tell({ reelId: reel.id, revision: 2, reelState: 'ready' })).toBeNull();
  expect(await state()).toBe('queued');
  await tell({ reelId: reel.id, revision: 3, reelState: 'ready' });
  expect(
    await tell({ reelId: reel.id, revision: 3, reelState: 'failed', failure: { code: 'INTERNAL', nextStep: 'Retry.' } }),
  ).toBeNull();
  expect(await state()).toBe('ready');
});

test('a project that ends takes its own reels along, not those that are made by themselves', async () => {
  await begin();
  await tell({ stage: 'check', projectState: 'cancelled' });
  expect(await state()).toBe('queued');
  await tell({ reelId: reel.id, revision: 2, reelState: 'cancelled' });
  await restartProject(database.db, WORKSPACE, projectId);
  expect(await findReel(database.db, WORKSPACE, reel.id)).toMatchObject({ state: 'queued', byItself: false, revision: 2 });
  expect(await tell({ reelId: reel.id, reelState: 'rendering' })).not.toBeNull();
});

test('two that begin at once get a revision each; queued ones are found again, and another workspace finds none', async () => {
  const begun = await Promise.all([begin(), begin()]);
  expect(begun.map((one) => one?.revision).sort()).toEqual([2, 3]);
  const queued = (workspaceId: string) =>
    listQueuedReels(database.db, workspaceId, { updatedBefore: new Date(Date.now() + 1000), limit: 50 });
  expect((await queued(WORKSPACE)).filter(({ id }) => id === reel.id)).toMatchObject([{ revision: 3 }]);
  const stranger = await createTestWorkspace(database.db);
  expect(await queued(stranger)).toEqual([]);
  expect(await beginReelRevision(database.db, stranger, reel.id)).toBeNull();
});
