import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { projectWorkflowId } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import { findProject, findUpload, newId, recordProgress, replaceHighlights } from '@reels/records';
import type { ProgressInput } from '@reels/records';
import { createTestProject, testProposal } from '@reels/records/testing';
import { createTestNamespace } from '../testing/parts.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';
import { beginUpload, uploadSmallFile } from '../testing/uploads.js';
import { startTestWorker } from '../testing/worker.js';

jest.setTimeout(60_000);

let api: TestApi;
let temporal: Connection;
let engine: Client;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  const namespace = await createTestNamespace();
  stopWorker = await startTestWorker(namespace);
  api = await startTestApi({ TEMPORAL_NAMESPACE: namespace });
  temporal = await Connection.connect({ address: api.settings.TEMPORAL_ADDRESS });
  engine = new Client({ connection: temporal, namespace });
});
afterAll(async () => {
  await api?.close();
  await stopWorker?.();
  await temporal?.close();
});

const ERRORS = '... on ErrorResult { code message nextStep }';
const create = async (input: object) =>
  (
    await api.request(
      `mutation ($input: CreateProjectInput!) { createProject(input: $input) {
        __typename ... on Project { id title state stage lastSeq error { code } options { reels minMs maxMs part { startMs endMs } language captions layout review transcriptOnly } }
        ... on InvalidInput { field } ... on EngineUnavailable { projectId } ${ERRORS} } }`,
      { input },
    )
  ).data.createProject;
const change = async (mutation: 'cancelProject' | 'retryProject', id: string) =>
  (await api.request(`mutation ($id: ID!) { ${mutation}(id: $id) { __typename ... on Project { id state } ${ERRORS} } }`, { id }))
    .data[mutation];
const remove = async (id: string) =>
  (
    await api.request(`mutation ($id: ID!) { deleteProject(id: $id) { __typename ... on DeletedProject { id } ${ERRORS} } }`, {
      id,
    })
  ).data.deleteProject;
const approve = async (projectId: string, highlightIds: string[]) =>
  (
    await api.request(
      `mutation ($projectId: ID!, $highlightIds: [ID!]!) { approveHighlights(projectId: $projectId, highlightIds: $highlightIds) {
        __typename ... on Project { id state } ... on InvalidInput { field } ${ERRORS} } }`,
      { projectId, highlightIds },
    )
  ).data.approveHighlights;
const project = async (id: string) =>
  (await api.request('query ($id: ID!) { project(id: $id) { id state } }', { id })).data.project;

const workflow = (id: string) => engine.workflow.getHandle(projectWorkflowId(id));
const status = async (id: string) => (await workflow(id).describe()).status.name;
const record = (id: string, event: Partial<ProgressInput>) =>
  recordProgress(api.db, api.workspaceId, id, { stage: 'ingest', kind: 'advanced', message: 'x', ...event });
const url = 'https://podcasts.example.com/shows/The%20baker.mp3';

describe('create', () => {
  test('from an address: recorded with its defaults, and begun in the engine', async () => {
    const created = await create({ url, options: { reels: 3, captions: 'PAPER', language: 'EN', forMs: 600_000 } });
    expect(created).toEqual({
      __typename: 'Project',
      id: expect.any(String),
      title: 'The baker',
      state: 'QUEUED',
      stage: 'INGEST',
      lastSeq: 1,
      error: null,
      options: {
        reels: 3,
        minMs: 20_000,
        maxMs: 60_000,
        part: { startMs: 0, endMs: 600_000 },
        language: 'en',
        captions: 'PAPER',
        layout: 'AUTO',
        review: false,
        transcriptOnly: false,
      },
    });
    const description = await workflow(created.id).describe();
    expect(description).toMatchObject({ type: 'makeReels', taskQueue: 'pipeline', status: { name: 'RUNNING' } });
    expect(description.searchAttributes).toMatchObject({
      ReelsProjectId: [created.id],
      ReelsWorkspaceId: [api.workspaceId],
      ReelsStage: ['ingest'],
    });
    expect(await description.staticSummary()).toBe('The baker');
    const history = await workflow(created.id).fetchHistory();
    const input = history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
    expect(JSON.parse(Buffer.from(input ?? '').toString())).toEqual({ workspaceId: api.workspaceId, projectId: created.id });
    expect(api.logs()).toContainEqual(
      expect.objectContaining({ msg: 'project started', projectId: created.id, requestId: expect.any(String) as unknown }),
    );
  });

  test('from an upload, with a transcript that is kept as it was brought', async () => {
    const uploadId = await uploadSmallFile(api, 'My episode.wav');
    const content = '1\n00:00:01,000 --> 00:00:03,000\nHello there.\n';
    const created = await create({ uploadId, title: '  Hello  ', transcript: { fileName: 'x/hello.srt', content } });
    expect(created).toMatchObject({ __typename: 'Project', title: 'Hello' });
    expect(await findProject(api.db, api.workspaceId, created.id)).toMatchObject({
      sourceUploadId: uploadId,
      givenTranscript: { fileName: 'hello.srt', objectKey: `projects/${created.id}/given-transcript` },
    });
    expect(String(await api.app.get(ObjectStore).read(`projects/${created.id}/given-transcript`))).toBe(content);
  });

  test.each(['.mp3', '%20.mp3', '%E2%80%8B.mp3'])('an address that names nothing to be seen, %s, is titled all the same', async (name) => {
    expect(await create({ url: `https://podcasts.example.com/${name}` })).toMatchObject({ title: 'episode' });
  });

  test.each<[string, object, object]>([
    ['InvalidInput', { url, options: { reels: 51 } }, { field: 'options.reels' }],
    ['InvalidInput', { url, title: 'x'.repeat(201) }, { field: 'title' }],
    ['InvalidInput', {}, { field: 'uploadId' }],
    ['InvalidInput', { url, uploadId: newId() }, { field: 'uploadId' }],
    ['InvalidInput', { url: 'podcasts.example.com/1.mp3' }, { field: 'url' }],
    ['NotFound', { uploadId: newId() }, {}],
    ['NotFound', { uploadId: 'nonsense' }, {}],
    ['UnsupportedSource', { url: 'ftp://podcasts.example.com/1.mp3' }, { code: 'ADDRESS_REFUSED' }],
    ['UnsupportedSource', { url: 'https://podcasts.example.com/notes.pdf' }, { code: 'NOT_MEDIA' }],
    ['UnsupportedSource', { url, transcript: { fileName: 'a.srt', content: 'nothing of the kind' } }, { code: 'BAD_TRANSCRIPT' }],
  ])('%s for %j', async (type, input, more) => {
    const before = (await api.request('{ projects(first: 100) { edges { cursor } } }')).data.projects.edges.length;
    expect(await create(input)).toMatchObject({
      __typename: type,
      message: expect.any(String),
      nextStep: expect.any(String),
      ...more,
    });
    expect((await api.request('{ projects(first: 100) { edges { cursor } } }')).data.projects.edges).toHaveLength(before);
  });

  test('Conflict for an upload that is not complete', async () => {
    const { id } = await beginUpload(api, 5);
    expect(await create({ uploadId: id })).toMatchObject({ __typename: 'Conflict' });
  });
});

describe('approve', () => {
  const waiting = async () => {
    const { id } = await create({ url, options: { review: true } });
    const highlights = await replaceHighlights(
      api.db,
      api.workspaceId,
      id,
      [0, 1, 2, 3].map((n) => testProposal(n * 60_000)),
    );
    await record(id, { stage: 'review', kind: 'waiting', projectState: 'waiting' });
    return { id, highlightIds: highlights.map((highlight) => highlight.id) };
  };

  test('the workflow is told, each highlight once', async () => {
    const { id, highlightIds } = await waiting();
    const [first] = highlightIds;
    expect(await approve(id, [first!, first!])).toMatchObject({ __typename: 'Project', id });
    expect(await workflow(id).result()).toEqual([first]);
    // The workflow is over: an approval that comes late changes nothing.
    expect(await approve(id, [first!])).toMatchObject({ __typename: 'Conflict' });
  });

  test('what the workflow refuses is answered as data', async () => {
    const { id, highlightIds } = await waiting();
    expect(await approve(id, highlightIds.slice(0, 2))).toMatchObject({
      __typename: 'InvalidInput',
      field: 'highlightIds',
      message: 'Two are refused.',
    });
    expect(await approve(id, highlightIds.slice(0, 3))).toMatchObject({
      __typename: 'Conflict',
      message: 'The highlights are not waiting for approval.',
    });
    expect(await status(id)).toBe('RUNNING');
  });

  test('none, a stranger, a project that does not wait, no project', async () => {
    const { id } = await waiting();
    const other = await waiting();
    expect(await approve(id, [])).toMatchObject({ __typename: 'InvalidInput', field: 'highlightIds' });
    expect(await approve(id, [other.highlightIds[0]!])).toMatchObject({ __typename: 'InvalidInput', field: 'highlightIds' });
    await record(other.id, { projectState: 'running' });
    expect(await approve(other.id, other.highlightIds)).toMatchObject({ __typename: 'Conflict' });
    expect(await approve(newId(), other.highlightIds)).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('cancel', () => {
  test('asks the running workflow to stop', async () => {
    const { id } = await create({ url });
    expect(await change('cancelProject', id)).toMatchObject({ __typename: 'Project', id });
    await expect(workflow(id).result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
  });

  test('records the end of a project that no workflow runs for', async () => {
    const { id } = await createTestProject(api.db);
    expect(await change('cancelProject', id)).toEqual({ __typename: 'Project', id, state: 'CANCELLED' });
    expect(await change('cancelProject', id)).toMatchObject({ __typename: 'Conflict' });
  });

  test('no such project', async () => {
    expect(await change('cancelProject', newId())).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('retry', () => {
  test('starts an ended project anew, once its last run is over', async () => {
    const { id } = await create({ url });
    const first = (await workflow(id).describe()).runId;
    await change('cancelProject', id);
    // The record tells of the end half a second before the workflow closes.
    await record(id, { kind: 'cancelled', projectState: 'cancelled' });
    expect(await status(id)).toBe('RUNNING');

    expect(await change('retryProject', id)).toEqual({ __typename: 'Project', id, state: 'QUEUED' });
    const second = await workflow(id).describe();
    expect(second.status.name).toBe('RUNNING');
    expect(second.runId).not.toBe(first);
  });

  test('a project that runs, one that is done, no project', async () => {
    const { id } = await createTestProject(api.db);
    expect(await change('retryProject', id)).toMatchObject({ __typename: 'Conflict' });
    await record(id, { kind: 'completed', projectState: 'done' });
    expect(await change('retryProject', id)).toMatchObject({ __typename: 'Conflict', message: 'The project is done.' });
    expect(await change('retryProject', newId())).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('delete', () => {
  test('stops the workflow and leaves nothing: no record, no object, no upload', async () => {
    const store = api.app.get(ObjectStore);
    const uploadId = await uploadSmallFile(api);
    const { id } = await create({
      uploadId,
      transcript: { fileName: 'a.srt', content: '1\n00:00:01,000 --> 00:00:03,000\nHello.\n' },
    });
    await store.put(`projects/${id}/step/audio.wav`, Buffer.from('x'));

    expect(await remove(id)).toEqual({ __typename: 'DeletedProject', id });
    expect(['CANCELLED', 'COMPLETED']).toContain(await status(id));
    expect(await project(id)).toBeNull();
    expect(await findUpload(api.db, api.workspaceId, uploadId)).toBeNull();
    for (const key of [`projects/${id}/given-transcript`, `projects/${id}/step/audio.wav`, `uploads/${uploadId}/source`]) {
      expect([key, await store.exists(key)]).toEqual([key, false]);
    }
    expect(await remove(id)).toMatchObject({ __typename: 'NotFound' });
  });

  test('an upload that another project uses stays', async () => {
    const uploadId = await uploadSmallFile(api);
    const [one, two] = [await create({ uploadId }), await create({ uploadId })];
    expect(await remove(one.id)).toMatchObject({ __typename: 'DeletedProject' });
    expect(await api.app.get(ObjectStore).exists(`uploads/${uploadId}/source`)).toBe(true);
    expect(await remove(two.id)).toMatchObject({ __typename: 'DeletedProject' });
    expect(await api.app.get(ObjectStore).exists(`uploads/${uploadId}/source`)).toBe(false);
  });

  test('no such project', async () => {
    expect(await remove(newId())).toMatchObject({ __typename: 'NotFound' });
  });
});
