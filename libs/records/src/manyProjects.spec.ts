import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listArtifacts, saveArtifacts } from './artifacts.js';
import type { NewArtifact } from './artifacts.js';
import { findEpisode, saveEpisode } from './episodes.js';
import { decideHighlights, listHighlights, replaceHighlights } from './highlights.js';
import {
  findEpisodes,
  findTranscripts,
  listArtifactsOfProjects,
  listHighlightsOfProjects,
  listReelsOfProjects,
  newestProgressOfProjects,
} from './manyProjects.js';
import { recordProgress } from './progress.js';
import { listQueuedProjects, markDeleted } from './projects.js';
import { createReelsForHighlights, listReels } from './reels.js';
import { createTestDatabase, createTestProject, createTestWorkspace, testProposal } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { saveTranscript } from './transcripts.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
let full: string[];
let empty: string;

const artifact = (
  stepKey: string,
  kind: NewArtifact['kind'],
  costMicroUsd: number,
  reelId: string | null = null,
): NewArtifact => ({
  stepKey,
  kind,
  objectKey: `projects/x/${stepKey}/${kind}`,
  bytes: 1,
  sha256: 'ab',
  contentType: 'x/y',
  madeBy: { step: stepKey.slice(0, 3), provider: 'local', version: '1', costMicroUsd },
  reelId,
});

async function createFullProject(): Promise<string> {
  const { db } = database;
  const { id } = await createTestProject(db);
  const facts = {
    durationMs: 1,
    container: 'mp3',
    audioCodec: 'mp3',
    video: null,
    hasCover: false,
    title: null,
    show: null,
    chapters: [],
  };
  await saveEpisode(db, WORKSPACE, id, { ...facts, fileName: `${id}.mp3`, objectKey: 'k', bytes: 1, sha256: 'ab' });
  await saveTranscript(db, WORKSPACE, id, { stepKey: 'one', language: 'en', sentences: [] });
  await saveTranscript(db, WORKSPACE, id, { stepKey: 'two', language: 'de', sentences: [] });
  const highlights = await replaceHighlights(db, WORKSPACE, id, [
    testProposal(0, { score: 10 }),
    testProposal(60_000, { score: 90 }),
  ]);
  await decideHighlights(
    db,
    WORKSPACE,
    id,
    highlights.map((highlight) => highlight.id),
  );
  const [first] = await createReelsForHighlights(db, WORKSPACE, id);
  await recordProgress(db, WORKSPACE, id, { stage: 'ingest', kind: 'started', message: 'Reading' });
  await recordProgress(db, WORKSPACE, id, { stage: 'ingest', kind: 'advanced', message: 'Reading', percent: 5 });
  await saveArtifacts(db, WORKSPACE, id, [
    artifact('asr', 'chunk', 500),
    artifact('asr', 'transcript', 500),
    artifact('mix', 'video', 70, first!.id),
  ]);
  return id;
}

beforeAll(async () => {
  database = await createTestDatabase();
  full = [await createFullProject(), await createFullProject()];
  empty = (await createTestProject(database.db)).id;
});
afterAll(() => database.drop());

test.each([
  ['episodes', findEpisodes, findEpisode],
  ['highlights', listHighlightsOfProjects, listHighlights],
  ['reels', listReelsOfProjects, listReels],
  ['artifacts', listArtifactsOfProjects, listArtifacts],
] as const)('%s: as each project alone gives them, and nothing for a project that has none', async (_, many, one) => {
  const { db } = database;
  const expected = new Map<string, unknown>();
  for (const id of full) expected.set(id, await one(db, WORKSPACE, id));
  expect(await many(db, WORKSPACE, [...full, empty])).toEqual(expected);
  expect(await many(db, WORKSPACE, [])).toEqual(new Map());
  expect(await many(db, await createTestWorkspace(db), full)).toEqual(new Map());
});

test('transcripts: the newest revision of each', async () => {
  const transcripts = await findTranscripts(database.db, WORKSPACE, [...full, empty]);
  expect([...transcripts.keys()].sort()).toEqual([...full].sort());
  for (const id of full)
    expect(transcripts.get(id)).toMatchObject({ projectId: id, stepKey: 'two', revision: 2, language: 'de' });
  expect(await findTranscripts(database.db, await createTestWorkspace(database.db), full)).toEqual(new Map());
});

test('the newest event of each stage and reel, in the order of the journal', async () => {
  const { db } = database;
  const [id] = full;
  const [reel] = await listReels(db, WORKSPACE, id!);
  await recordProgress(db, WORKSPACE, id!, { stage: 'render', kind: 'started', message: 'Rendering' });
  await recordProgress(db, WORKSPACE, id!, { stage: 'render', kind: 'started', message: 'Rendering', reelId: reel!.id });
  await recordProgress(db, WORKSPACE, id!, { stage: 'ingest', kind: 'completed', message: 'Stored' });
  const events = await newestProgressOfProjects(db, WORKSPACE, [...full, empty]);
  expect(events.get(id!)).toMatchObject([
    { stage: 'render', reelId: null },
    { stage: 'render', reelId: reel!.id },
    { stage: 'ingest', kind: 'completed' },
  ]);
  expect(events.get(full[1]!)).toMatchObject([{ message: 'Reading', percent: 5 }]);
  expect(events.get(empty)).toMatchObject([{ kind: 'waiting', projectState: 'queued' }]);
});

test('queued projects: settled ones only, page by page, no running or deleted ones', async () => {
  const { db } = database;
  const later = new Date(Date.now() + 60_000);
  const queued = [...full, empty].sort();
  const ids = async (page: { updatedBefore: Date; afterId?: string; limit: number }) =>
    (await listQueuedProjects(db, WORKSPACE, page)).map(({ id }) => id);

  expect(await ids({ updatedBefore: later, limit: 2 })).toEqual(queued.slice(0, 2));
  expect(await ids({ updatedBefore: later, limit: 2, afterId: queued[1]! })).toEqual(queued.slice(2));
  expect(await ids({ updatedBefore: new Date(Date.now() - 60_000), limit: 9 })).toEqual([]);

  await recordProgress(db, WORKSPACE, full[0]!, { stage: 'ingest', kind: 'started', message: 'Go', projectState: 'running' });
  await markDeleted(db, WORKSPACE, full[1]!);
  expect(await ids({ updatedBefore: later, limit: 9 })).toEqual([empty]);
});
