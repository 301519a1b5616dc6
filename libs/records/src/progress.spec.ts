import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Transaction } from './database.js';
import { findTranscripts } from './manyProjects.js';
import { recordProgress, replayProgress } from './progress.js';
import type { ProgressInput } from './progress.js';
import { findProject, restartProject } from './projects.js';
import { findReel, listReels, saveReelPlan } from './reels.js';
import { createTestDatabase, createTestProject, createTestReels } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { saveTranscript } from './transcripts.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
let projectId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  projectId = (await createTestProject(database.db)).id;
});

const tell = (event: Partial<ProgressInput>, change?: Parameters<typeof recordProgress>[4]) =>
  recordProgress(
    database.db,
    WORKSPACE,
    projectId,
    { stage: 'transcribe', kind: 'advanced', message: 'Listening', ...event },
    change,
  );
const project = () => findProject(database.db, WORKSPACE, projectId);
/** The journal after the line with which the project was queued. */
const journal = () => replayProgress(database.db, WORKSPACE, projectId, 1);

/** A change that an event may tell of. */
const transcribe = async (tx: Transaction): Promise<void> => {
  await saveTranscript(tx, WORKSPACE, projectId, { stepKey: 'heard', language: 'en', sentences: [] });
};
const isTranscribed = async () => (await findTranscripts(database.db, WORKSPACE, [projectId])).size === 1;

test('an event is a line of the journal and the state that it tells of', async () => {
  const event = await tell({ kind: 'started', projectState: 'running', percent: 12.5, attempt: 2 });
  expect(event).toEqual({
    projectId,
    seq: 2,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    stage: 'transcribe',
    reelId: null,
    kind: 'started',
    percent: 12.5,
    attempt: 2,
    message: 'Listening',
    code: null,
    nextStep: null,
    projectState: 'running',
    reelState: null,
  });
  expect(await journal()).toEqual([event]);
  expect(await project()).toMatchObject({ state: 'running', stage: 'transcribe', lastSeq: 2 });
  expect(await replayProgress(database.db, WORKSPACE, projectId, 2)).toEqual([]);
  expect(await replayProgress(database.db, WORKSPACE, projectId, 0, 1)).toHaveLength(1);
});

test('event and change are one: when the change fails there is neither', async () => {
  const failing = tell({ projectState: 'running' }, async (tx) => {
    await transcribe(tx);
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await journal()).toEqual([]);
  expect(await project()).toMatchObject({ state: 'queued', lastSeq: 1 });
  expect(await isTranscribed()).toBe(false);
});

test('many at once: every number once, without a gap', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, i) => tell({ message: `Chunk ${i}` })));
  expect((await journal()).map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 2));
  expect(await project()).toMatchObject({ lastSeq: 41 });
});

test('a failure is recorded with its reason, and gone with the state', async () => {
  const failure = { code: 'NO_SPEECH' as const, nextStep: 'Bring a transcript.' };
  expect(await tell({ kind: 'failed', message: 'Nobody speaks.', projectState: 'failed', failure })).toMatchObject({
    code: 'NO_SPEECH',
    nextStep: 'Bring a transcript.',
  });
  expect(await project()).toMatchObject({
    state: 'failed',
    error: { ...failure, message: 'Nobody speaks.', stage: 'transcribe' },
  });
  await restartProject(database.db, WORKSPACE, projectId);
  expect(await project()).toMatchObject({ state: 'queued', error: null });
  await expect(tell({ kind: 'failed', projectState: 'failed' })).rejects.toThrow('must say why');
});

test.each(['cancelled', 'done', 'failed'] as const)('what comes after %s is dropped, its change too', async (state) => {
  const [reel] = await createTestReels(database.db, projectId, 1);
  await tell({
    kind: 'completed',
    projectState: state,
    ...(state === 'failed' && { failure: { code: 'INTERNAL', nextStep: '' } }),
  });
  const before = await journal();
  const late = await tell({ kind: 'started', projectState: 'running', reelId: reel!.id, reelState: 'rendering' }, (tx) =>
    saveReelPlan(tx, WORKSPACE, reel!.id, { cut: [{ startMs: 0, endMs: 1 }], transcriptRevision: 1 }),
  );
  expect(late).toBeNull();
  expect(await journal()).toEqual(before);
  expect(await project()).toMatchObject({ state });
  expect(await findReel(database.db, WORKSPACE, reel!.id)).toMatchObject({ state: 'cancelled', cut: [] });
});

test('a project that is cancelled takes unfinished reels along, and the journal tells of each', async () => {
  const [ready, rendering, queued] = await createTestReels(database.db, projectId, 3);
  await tell({ reelId: ready!.id, reelState: 'ready' });
  await tell({ reelId: rendering!.id, reelState: 'rendering' });
  const before = (await journal()).length;
  await tell({ kind: 'cancelled', message: 'Cancelled.', projectState: 'cancelled' });
  expect((await listReels(database.db, WORKSPACE, projectId)).map(({ state }) => state)).toEqual([
    'ready',
    'cancelled',
    'cancelled',
  ]);
  const lines = (await journal()).slice(before);
  expect(
    lines
      .slice(0, 2)
      .map(({ reelId, reelState }) => [reelId, reelState])
      .sort(),
  ).toEqual(
    [
      [rendering!.id, 'cancelled'],
      [queued!.id, 'cancelled'],
    ].sort(),
  );
  expect(lines[2]).toMatchObject({ reelId: null, projectState: 'cancelled' });
  expect(await project()).toMatchObject({ lastSeq: lines[2]!.seq });
});

test('an event of a reel changes that reel, and moves the stage forward only', async () => {
  const [one, two] = await createTestReels(database.db, projectId, 2);
  await tell({ stage: 'check', kind: 'started', reelId: one!.id, reelState: 'checking' });
  await tell({ stage: 'render', kind: 'started', reelId: two!.id, reelState: 'rendering' });
  expect(await project()).toMatchObject({ stage: 'check' });
  const failure = { code: 'CHECK_FAILED' as const, nextStep: 'Retry.' };
  await tell({ stage: 'check', kind: 'failed', message: 'Too loud.', reelId: one!.id, reelState: 'failed', failure });
  expect(await listReels(database.db, WORKSPACE, projectId)).toMatchObject([
    { state: 'failed', error: { code: 'CHECK_FAILED', message: 'Too loud.', stage: 'check' } },
    { state: 'rendering', error: null },
  ]);
  expect(await project()).toMatchObject({ state: 'queued', error: null });
  await tell({ stage: 'render', kind: 'started', message: 'Again' });
  expect(await project()).toMatchObject({ stage: 'render' });

  const stranger = await createTestProject(database.db);
  const [foreign] = await createTestReels(database.db, stranger.id, 1);
  await expect(tell({ reelId: foreign!.id, reelState: 'ready' })).rejects.toThrow('ReelEntity');
});

test('a retried step says nothing twice, but what it changes is changed', async () => {
  const first = await tell({ kind: 'completed', message: 'Transcribed' });
  const again = await tell({ kind: 'completed', message: 'Transcribed', attempt: 2 }, transcribe);
  expect(again).toEqual(first);
  expect(await project()).toMatchObject({ lastSeq: 2 });
  expect(await isTranscribed()).toBe(true);

  await tell({ kind: 'started' });
  await tell({ kind: 'started' });
  await tell({ kind: 'started', attempt: 2 });
  await tell({ percent: 30, attempt: 2 });
  await tell({ percent: 20, attempt: 2 });
  await tell({ percent: 30, attempt: 2, message: 'Aligning' });
  await tell({ percent: 10, attempt: 3 });
  expect((await journal()).map(({ kind, percent, attempt, message }) => [kind, percent, attempt, message])).toEqual([
    ['completed', null, 1, 'Transcribed'],
    ['started', null, 1, 'Listening'],
    ['started', null, 2, 'Listening'],
    ['advanced', 30, 2, 'Listening'],
    ['advanced', 30, 2, 'Aligning'],
    ['advanced', 10, 3, 'Listening'],
  ]);
});

test('the same words are said again for another stage, for a reel, with a new state, and in the next run', async () => {
  const [reel] = await createTestReels(database.db, projectId, 1);
  const said = { kind: 'skipped' as const, message: 'Nothing to do' };
  await tell(said);
  await tell({ ...said, stage: 'select' });
  await tell({ ...said, reelId: reel!.id });
  await tell({ ...said, projectState: 'cancelled' });
  expect(await journal()).toHaveLength(5);
  await restartProject(database.db, WORKSPACE, projectId);
  const before = (await journal()).length;
  await tell(said);
  await tell({ ...said, stage: 'select' });
  expect(await journal()).toHaveLength(before + 2);
});
