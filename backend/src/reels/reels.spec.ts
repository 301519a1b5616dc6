import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { DEFAULT_DESIGN, reelWorkflowId } from '@reels/contracts';
import {
  findProject,
  findReel,
  recordProgress,
  replaceHighlights,
  replayProgress,
  saveArtifacts,
  saveReelPlan,
  saveReelRevision,
} from '@reels/records';
import { testProposal } from '@reels/records/testing';
import { createTestNamespace } from '../testing/parts.js';
import { createSpokenProject, stored } from '../testing/spokenProject.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';

jest.setTimeout(30_000);

/** No worker runs here: workflows stay as they are started, and what a worker records is recorded by the tests. */
let api: TestApi;
let temporal: Connection;
let engine: Client;
beforeAll(async () => {
  const namespace = await createTestNamespace();
  api = await startTestApi({ TEMPORAL_NAMESPACE: namespace });
  temporal = await Connection.connect({ address: api.settings.TEMPORAL_ADDRESS });
  engine = new Client({ connection: temporal, namespace });
});
afterAll(async () => {
  await api?.close();
  await temporal?.close();
});

const DESIGN = 'aspect layout captions background look { font size position colour highlight wordsAtATime upperCase }';
const REEL = `id title state revision outdated durationMs design { ${DESIGN} } draft { title version design { ${DESIGN} } }
  revisions { revision title durationMs reencodedMs checks { name passed } madeBy { step } video { sha256 } } video { sha256 } highlight { id firstLine reelId } project { id }`;
const ANSWER = `__typename ... on Reel { ${REEL} } ... on ErrorResult { code message }`;
const OF_DRAFT = '... on StaleRevision { currentRevision } ... on InvalidInput { field }';
const ask = async (field: string, types: string, variables: Record<string, unknown>, more = '') => {
  const args = Object.keys(variables)
    .map((name) => `${name}: $${name}`)
    .join(', ');
  const { data, errors } = await api.request(`mutation (${types}) { ${field}(${args}) { ${ANSWER} ${more} } }`, variables);
  expect(errors).toBeUndefined();
  return data[field];
};
const make = (highlightId: string) => ask('makeReel', '$highlightId: ID!', { highlightId });
const render = (reelId: string) => ask('renderReel', '$reelId: ID!', { reelId });
const cancel = (id: string) => ask('cancelReel', '$id: ID!', { id });
const draft = (reelId: string, draftVersion: number, change: { title?: string; design?: object }) =>
  ask(
    'saveReelDraft',
    '$reelId: ID!, $draftVersion: Int!, $title: String, $design: ReelDesignInput',
    { reelId, draftVersion, title: undefined, design: undefined, ...change },
    OF_DRAFT,
  );
const reelOf = async (id: string, selection = REEL) =>
  (await api.request(`query ($id: ID!) { reel(id: $id) { ${selection} } }`, { id })).data.reel;
const statusOf = async (reelId: string) => (await engine.workflow.getHandle(reelWorkflowId(reelId)).describe()).status.name;

/** What a worker does with the revision that is under way. */
async function finish(projectId: string, reelId: string, content: string): Promise<void> {
  const { db, workspaceId } = api;
  const { revision, title, design } = (await findReel(db, workspaceId, reelId))!;
  const scope = { reelId, revision };
  const cut = [{ startMs: 2_950, endMs: 11_350 }];
  const stepKey = `render-${content}`;
  await recordProgress(
    db,
    workspaceId,
    projectId,
    { ...scope, stage: 'render', kind: 'started', message: title, reelState: 'rendering' },
    (tx) => saveReelPlan(tx, workspaceId, reelId, { cut, transcriptRevision: 1 }),
  );
  const madeBy = { step: 'render', provider: 'ffmpeg', version: '2', costMicroUsd: 0 };
  const splice = { from: 'earlier', touched: cut };
  await saveArtifacts(db, workspaceId, projectId, [
    await stored(api, projectId, 'video', content, { stepKey, reelId, madeBy: { ...madeBy, splice } }),
    await stored(api, projectId, 'thumbnail', content, { stepKey, reelId, madeBy }),
  ]);
  const checks = { loudness: { passed: true, value: -14, limit: -14 } };
  await recordProgress(
    db,
    workspaceId,
    projectId,
    { ...scope, stage: 'check', kind: 'completed', message: title, reelState: 'ready' },
    (tx) =>
      saveReelRevision(tx, workspaceId, {
        projectId,
        reelId,
        revision,
        title,
        design,
        cut,
        checks,
        stepKey,
        transcriptRevision: 1,
        reencodedMs: 900,
      }),
  );
}

async function readyReel(): Promise<{ projectId: string; reelId: string }> {
  const projectId = await createSpokenProject(api);
  const [highlight] = await replaceHighlights(api.db, api.workspaceId, projectId, [testProposal(3000, { endMs: 10_950 })]);
  const { id: reelId } = await make(highlight!.id);
  await finish(projectId, reelId, `first ${reelId}`);
  return { projectId, reelId };
}

test('one more highlight of a finished project becomes a reel of its own, without touching the project', async () => {
  const projectId = await createSpokenProject(api);
  const [highlight] = await replaceHighlights(api.db, api.workspaceId, projectId, [testProposal(3000, { endMs: 10_950 })]);
  const reel = await make(highlight!.id);
  expect(reel).toMatchObject({
    __typename: 'Reel',
    state: 'QUEUED',
    revision: 1,
    title: 'Why?',
    durationMs: 7_950,
    video: null,
    revisions: [],
  });
  expect(reel.highlight).toEqual({ id: highlight!.id, firstLine: 'Bread number 1 rises.', reelId: reel.id });
  expect(await statusOf(reel.id)).toBe('RUNNING');
  const before = await findProject(api.db, api.workspaceId, projectId);
  await finish(projectId, reel.id, 'made');
  const after = await findProject(api.db, api.workspaceId, projectId);
  expect([after?.state, after?.stage]).toEqual(['done', 'check']);
  expect(after?.lastSeq).toBe(before!.lastSeq + 2);
  expect(await replayProgress(api.db, api.workspaceId, projectId, before!.lastSeq - 1)).toMatchObject([
    { reelId: reel.id, reelState: 'queued', projectState: 'done' },
    { reelId: reel.id, reelState: 'rendering', projectState: 'done' },
    { reelId: reel.id, reelState: 'ready', projectState: 'done' },
  ]);
  expect(await make(highlight!.id)).toMatchObject({ __typename: 'Conflict' });
});

test('the draft is changed in parts, on its newest version only; rendering makes it the next revision, and the earlier one stays', async () => {
  const { projectId, reelId } = await readyReel();
  const first = await reelOf(reelId);
  expect(first).toMatchObject({ state: 'READY', draft: { version: 1, title: 'Why?' } });
  const saved = await draft(reelId, 1, { title: 'How?', design: { aspect: 'SQUARE', look: { colour: '#ffcc00', size: 1.2 } } });
  expect(saved.draft).toMatchObject({
    version: 2,
    title: 'How?',
    design: { aspect: 'SQUARE', captions: 'AUTO', look: { colour: '#ffcc00', size: 1.2, font: null } },
  });
  expect([saved.title, saved.design.aspect, saved.outdated]).toEqual(['Why?', 'PORTRAIT', true]);
  expect(await draft(reelId, 1, { title: 'Lost?' })).toMatchObject({ __typename: 'StaleRevision', currentRevision: 2 });
  const cleared = await draft(reelId, 2, { design: { look: { colour: null } } });
  expect(cleared.draft.design).toMatchObject({ aspect: 'SQUARE', look: { colour: null, size: 1.2 } });
  for (const look of [{ size: 3 }, { colour: 'red' }, { wordsAtATime: 9 }])
    expect(await draft(reelId, 3, { design: { look } })).toMatchObject({
      __typename: 'InvalidInput',
      field: `design.look.${Object.keys(look)[0]}`,
    });

  const begun = await render(reelId);
  expect(begun).toMatchObject({ revision: 2, title: 'How?', state: 'QUEUED', outdated: false, design: { aspect: 'SQUARE' } });
  expect(begun.video.sha256).toBe(first.video.sha256);
  await finish(projectId, reelId, `second ${reelId}`);
  const { revisions, video } = await reelOf(reelId);
  expect(revisions.map(({ revision, title }: { revision: number; title: string }) => [revision, title])).toEqual([
    [2, 'How?'],
    [1, 'Why?'],
  ]);
  expect(video).toEqual(revisions[0].video);
  expect(revisions[1].video).toEqual(first.video);
  expect(revisions[0].madeBy.map(({ step }: { step: string }) => step)).toEqual(['peaks', 'source', 'audio', 'render']);
  expect(revisions[0]).toMatchObject({ durationMs: 8_400, reencodedMs: 900, checks: [{ name: 'loudness', passed: true }] });
});

test('a newer revision supersedes the one under way: its workflow is ended, and what its worker still tells changes nothing', async () => {
  const { projectId, reelId } = await readyReel();
  await draft(reelId, 1, { title: 'Second' });
  await render(reelId);
  await draft(reelId, 2, { title: 'Third' });
  expect(await render(reelId)).toMatchObject({ revision: 3, title: 'Third', state: 'QUEUED' });
  const late = { reelId, revision: 2, stage: 'render', kind: 'completed', message: 'Late', reelState: 'ready' } as const;
  let changed = false;
  expect(await recordProgress(api.db, api.workspaceId, projectId, late, async () => void (changed = true))).toBeNull();
  expect(changed).toBe(false);
  expect(await reelOf(reelId, 'state revision title')).toEqual({ state: 'QUEUED', revision: 3, title: 'Third' });
  expect(await statusOf(reelId)).toBe('RUNNING');
});

test('a reel is outdated when its words or its edges were edited, and only then can it be rendered anew', async () => {
  const { projectId, reelId } = await readyReel();
  await saveReelPlan(api.db, api.workspaceId, reelId, {
    cut: (await reelOf(reelId, 'preview { cut { startMs endMs } }')).preview.cut,
    transcriptRevision: 1,
  });
  expect(await reelOf(reelId, 'outdated')).toEqual({ outdated: false });
  expect(await render(reelId)).toMatchObject({ __typename: 'Conflict' });
  const edit = (revision: number, index: number) =>
    api.request('mutation ($input: EditTranscriptInput!) { editTranscript(input: $input) { __typename } }', {
      input: { projectId, revision, sentences: [{ index, text: 'Dough rises.' }] },
    });
  await edit(1, 8);
  expect(await reelOf(reelId, 'outdated')).toEqual({ outdated: false });
  await edit(2, 2);
  expect(await reelOf(reelId, 'outdated')).toEqual({ outdated: true });
  expect(await render(reelId)).toMatchObject({ __typename: 'Reel', revision: 2 });
});

test('the preview is what a render would make: its words on its own clock, its colours, its sound', async () => {
  const { reelId } = await readyReel();
  const { preview } = await reelOf(
    reelId,
    'preview { cut { startMs endMs } durationMs language show palette hasCover coverUrl sourceUrl playableUrl video { width } sentences { index text startMs words { startMs } } peaks { bucketMs values } }',
  );
  expect(preview).toMatchObject({
    cut: [{ startMs: 2_880, endMs: 11_350 }],
    durationMs: 8_470,
    language: 'en',
    show: 'The Oven',
    hasCover: false,
    coverUrl: null,
    video: null,
  });
  expect(preview.sentences.map(({ index, startMs }: { index: number; startMs: number }) => [index, startMs])).toEqual([
    [1, 120],
    [2, 3120],
    [3, 6120],
  ]);
  expect(preview.peaks.values).toHaveLength(Math.floor(8_470 / 50));
  expect(preview.palette).toMatchObject({ accent: expect.stringMatching(/^#/), ground: expect.stringMatching(/^#/) });
  expect(await (await fetch(preview.sourceUrl)).text()).toBe('sound');
  expect(await (await fetch(preview.playableUrl)).text()).toBe('sound for every browser');
});

test('a revision is cancelled alone; the reel can be made again', async () => {
  const { projectId, reelId } = await readyReel();
  expect(await cancel(reelId)).toMatchObject({ __typename: 'Conflict' });
  await draft(reelId, 1, { title: 'Second' });
  await render(reelId);
  expect(await cancel(reelId)).toMatchObject({ __typename: 'Reel', revision: 2 });
  // Its workflow was asked to stop; here it is over without having told.
  await engine.workflow.getHandle(reelWorkflowId(reelId)).terminate();
  expect(await cancel(reelId)).toMatchObject({ state: 'CANCELLED', revision: 2 });
  expect((await reelOf(reelId)).video).not.toBeNull();
  expect(await render(reelId)).toMatchObject({ state: 'QUEUED', revision: 3 });
  expect((await findProject(api.db, api.workspaceId, projectId))?.state).toBe('done');
});

test('deleting a project ends the workflows of its reels', async () => {
  const { projectId, reelId } = await readyReel();
  await draft(reelId, 1, { title: 'Second' });
  await render(reelId);
  await api.request('mutation ($id: ID!) { deleteProject(id: $id) { __typename } }', { id: projectId });
  expect(await statusOf(reelId)).not.toBe('RUNNING');
  expect(await reelOf(reelId, 'id')).toBeNull();
}, 60_000);

test('a new reel is designed as its project was', async () => {
  const { reelId } = await readyReel();
  expect((await findReel(api.db, api.workspaceId, reelId))?.design).toEqual(DEFAULT_DESIGN);
});
