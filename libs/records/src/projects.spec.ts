import { DEFAULT_OPTIONS } from '@reels/contracts';
import type { ProjectState } from '@reels/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { saveArtifacts } from './artifacts.js';
import { CursorError } from './cursor.js';
import { newId } from './ids.js';
import { recordProgress, replayProgress } from './progress.js';
import {
  createProject,
  deleteProject,
  findProject,
  listMarkedDeleted,
  listProjects,
  markDeleted,
  restartProject,
} from './projects.js';
import { listReels } from './reels.js';
import { createTestDatabase, createTestProject, createTestReels, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { saveTranscript } from './transcripts.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a project is queued, with the first line of its journal', async () => {
  const { db } = database;
  const id = newId();
  const project = await createTestProject(db, { id, givenTranscript: { fileName: 'a.srt', objectKey: `projects/${id}/given` } });
  expect(project).toMatchObject({
    id,
    workspaceId: WORKSPACE,
    state: 'queued',
    stage: 'ingest',
    options: DEFAULT_OPTIONS,
    sourceUrl: 'https://podcasts.example.com/1.mp3',
    givenTranscript: { fileName: 'a.srt' },
    error: null,
    lastSeq: 1,
  });
  expect(project).not.toHaveProperty('deletedAt');
  expect(await findProject(db, WORKSPACE, id)).toEqual(project);
  expect(await replayProgress(db, WORKSPACE, id, 0)).toMatchObject([{ seq: 1, kind: 'waiting', projectState: 'queued' }]);
  expect(await findProject(db, WORKSPACE, 'nonsense')).toBeNull();
});

test('a workspace sees nothing of another, nor can rows stray into it', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const other = await createTestWorkspace(db);
  expect(await findProject(db, other, id)).toBeNull();
  expect(await replayProgress(db, other, id, 0)).toEqual([]);
  expect(await recordProgress(db, other, id, { stage: 'ingest', kind: 'started', message: 'Reading' })).toBeNull();
  expect(await restartProject(db, other, id)).toBeNull();
  expect(await markDeleted(db, other, id)).toBeNull();
  expect((await listProjects(db, other, { first: 10 })).projects).toEqual([]);
  await expect(saveTranscript(db, other, id, { stepKey: 'k', language: 'en', sentences: [] })).rejects.toThrow('foreign key');
});

test('the list can be of some states alone', async () => {
  const { db } = database;
  const [waiting, done] = [await createTestProject(db), await createTestProject(db)];
  await db.query("UPDATE project SET state = 'waiting' WHERE id = $1", [waiting.id]);
  await db.query("UPDATE project SET state = 'done' WHERE id = $1", [done.id]);
  const listed = async (states: ProjectState[] | null) =>
    (await listProjects(db, WORKSPACE, { first: 100, states })).projects.map(({ project }) => project.id);
  expect(await listed(['waiting'])).toEqual([waiting.id]);
  expect(await listed(['done', 'waiting'])).toEqual([done.id, waiting.id]);
  expect(await listed([])).toEqual([]);
  expect(await listed(null)).toEqual(expect.arrayContaining([done.id, waiting.id]));
});

test('pages: the newest first, each once, although new ones come in between', async () => {
  const { db } = database;
  const workspace = await createTestWorkspace(db);
  const create = async () =>
    (await createProject(db, workspace, { title: 'P', source: { url: 'https://a.example' }, options: DEFAULT_OPTIONS }))!.id;
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push(await create());

  const seen: string[] = [];
  let after: string | null = null;
  let pages = 0;
  do {
    const page = await listProjects(db, workspace, { first: 2, after });
    seen.push(...page.projects.map(({ project }) => project.id));
    after = page.hasNextPage ? page.projects.at(-1)!.cursor : null;
    pages += 1;
    await create();
  } while (after);
  expect(seen).toEqual(ids.reverse());
  expect(pages).toBe(3);
  expect((await listProjects(db, workspace, { first: 0 })).projects).toHaveLength(1);
  await expect(listProjects(db, workspace, { first: 2, after: 'nonsense' })).rejects.toBeInstanceOf(CursorError);
});

test('restart opens an ended project again, with its failed and cancelled reels', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  expect(await restartProject(db, WORKSPACE, id)).toMatchObject({ state: 'queued', lastSeq: 1 });

  const [ready, broken] = await createTestReels(db, id, 3);
  await recordProgress(db, WORKSPACE, id, {
    stage: 'check',
    kind: 'completed',
    message: 'Ready',
    reelId: ready!.id,
    reelState: 'ready',
  });
  const failure = { code: 'CHECK_FAILED' as const, nextStep: 'Retry.' };
  await recordProgress(db, WORKSPACE, id, {
    stage: 'check',
    kind: 'failed',
    message: 'Too loud',
    reelId: broken!.id,
    reelState: 'failed',
    failure,
  });
  await recordProgress(db, WORKSPACE, id, {
    stage: 'render',
    kind: 'failed',
    message: 'Two reels are missing',
    projectState: 'failed',
    failure,
  });
  expect(await findProject(db, WORKSPACE, id)).toMatchObject({
    state: 'failed',
    error: { ...failure, message: 'Two reels are missing', stage: 'render' },
  });
  expect((await listReels(db, WORKSPACE, id)).map(({ state }) => state)).toEqual(['ready', 'failed', 'cancelled']);

  expect(await restartProject(db, WORKSPACE, id)).toMatchObject({ state: 'queued', error: null });
  expect((await listReels(db, WORKSPACE, id)).map(({ state, error }) => [state, error])).toEqual([
    ['ready', null],
    ['queued', null],
    ['queued', null],
  ]);
  const project = await findProject(db, WORKSPACE, id);
  const events = await replayProgress(db, WORKSPACE, id, 0);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  expect(events.at(-1)).toMatchObject({ seq: project?.lastSeq, reelState: 'queued', projectState: 'queued' });
});

test('deleting: unseen at once, then gone with all that belongs to it', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  await saveTranscript(db, WORKSPACE, id, { stepKey: 'k', language: 'en', sentences: [] });
  const [reel] = await createTestReels(db, id, 1);
  await saveArtifacts(db, WORKSPACE, id, [
    {
      reelId: reel!.id,
      stepKey: 'k',
      kind: 'video',
      objectKey: 'o',
      bytes: 1,
      sha256: 'f',
      contentType: 'video/mp4',
      madeBy: { step: 's', provider: 'p', version: '1', costMicroUsd: 0 },
    },
  ]);
  expect(await deleteProject(db, WORKSPACE, id)).toBe(false);

  expect(await markDeleted(db, WORKSPACE, id)).toEqual({ objectPrefix: `projects/${id}/`, upload: null });
  expect(await markDeleted(db, WORKSPACE, id)).toEqual({ objectPrefix: `projects/${id}/`, upload: null });
  expect(await findProject(db, WORKSPACE, id)).toBeNull();
  expect((await listProjects(db, WORKSPACE, { first: 100 })).projects.map(({ project }) => project.id)).not.toContain(id);
  expect(await listMarkedDeleted(db, WORKSPACE)).toContain(id);
  expect(await recordProgress(db, WORKSPACE, id, { stage: 'render', kind: 'started', message: 'Late' })).toBeNull();
  expect(await restartProject(db, WORKSPACE, id)).toBeNull();

  expect(await deleteProject(db, WORKSPACE, id)).toBe(true);
  expect(await listMarkedDeleted(db, WORKSPACE)).not.toContain(id);
  for (const table of ['transcript', 'highlight', 'reel', 'artifact', 'progress_event']) {
    expect([table, await db.query(`SELECT 1 FROM ${table} WHERE project_id = $1`, [id])]).toEqual([table, []]);
  }
  expect(await deleteProject(db, WORKSPACE, id)).toBe(false);
});
