import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { projectWorkflowId } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import { findProject, listMarkedDeleted, markDeleted, recordProgress, replaceHighlights } from '@reels/records';
import { createTestProject, testProposal } from '@reels/records/testing';
import { ProjectRemover } from '../projects/projectRemover.js';
import { Gate } from '../testing/gate.js';
import { PARTS } from '../testing/parts.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';
import { Engine } from './engine.js';
import { WorkflowStarter } from './workflowStarter.js';

jest.setTimeout(60_000);

/** The engine behind a gate, without a worker. */
let gate: Gate;
let api: TestApi;
let temporal: Connection;
let engine: Client;

beforeAll(async () => {
  const { hostname, port } = new URL(`http://${PARTS.temporalAddress}`);
  gate = await Gate.before(hostname, Number(port));
  api = await startTestApi({ TEMPORAL_ADDRESS: `127.0.0.1:${gate.port}` });
  temporal = await Connection.connect({ address: PARTS.temporalAddress });
  engine = new Client({ connection: temporal, namespace: api.settings.TEMPORAL_NAMESPACE });
});
beforeEach(async () => {
  gate.openUp();
  await eventually(() =>
    api.app
      .get(Engine)
      .ping()
      .then(
        () => true,
        () => false,
      ),
  );
});
afterAll(async () => {
  await api?.close();
  await temporal?.close();
  await gate?.remove();
});

const RESULT = '__typename ... on ErrorResult { code message nextStep } ... on EngineUnavailable { projectId }';
const create = async () =>
  (
    await api.request(
      `mutation { createProject(input: { url: "https://podcasts.example.com/1.mp3" }) { ${RESULT} ... on Project { id } } }`,
    )
  ).data.createProject;
const ask = async (mutation: string, more = '') =>
  (await api.request(`mutation { ${mutation} { ${RESULT} ${more} } }`)).data[mutation.split('(')[0] ?? ''];
const runs = async (id: string) => {
  const found: string[] = [];
  for await (const { runId } of engine.workflow.list({ query: `WorkflowId = "${projectWorkflowId(id)}"` })) found.push(runId);
  return found;
};
const eventually = async (holds: () => Promise<boolean>) => {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) if (Date.now() > deadline) throw new Error('it did not come about');
};
const startQueued = () => api.app.get(WorkflowStarter).startQueued(0);

test('a project that is created while the engine is down is kept, and begins once when the engine is back', async () => {
  gate.shutDown();
  const answer = await create();
  expect(answer).toEqual({
    __typename: 'EngineUnavailable',
    code: 'ENGINE_UNAVAILABLE',
    message: expect.any(String),
    nextStep: expect.stringContaining('no need to send it again'),
    projectId: expect.any(String),
  });
  expect(await findProject(api.db, api.workspaceId, answer.projectId)).toMatchObject({ state: 'queued' });
  expect(await startQueued()).toBe(0);

  gate.openUp();
  await eventually(async () => (await startQueued()) === 1);
  // Further rounds, also of other processes at the same time, start it no second time.
  await Promise.all([startQueued(), startQueued()]);
  await eventually(async () => (await runs(answer.projectId)).length === 1);
});

test('an API that starts finds what was left queued', async () => {
  const { id } = await createTestProject(api.db);
  await api.db.query(`UPDATE project SET updated_at = now() - interval '1 minute' WHERE id = $1`, [id]);
  const another = await startTestApi({ ...api.settings, API_KEY: api.key });
  await eventually(async () => (await runs(id)).length === 1);
  await another.close();
});

test('a project that was cancelled in the moment of its start is stopped', async () => {
  const { id } = await createTestProject(api.db);
  const queued = await findProject(api.db, api.workspaceId, id);
  await recordProgress(api.db, api.workspaceId, id, {
    stage: 'ingest',
    kind: 'cancelled',
    projectState: 'cancelled',
    message: 'x',
  });
  await api.app.get(WorkflowStarter).start(queued!);
  const history = await engine.workflow.getHandle(projectWorkflowId(id)).fetchHistory();
  expect(history.events?.some((event) => event.workflowExecutionCancelRequestedEventAttributes)).toBe(true);
});

test('approve, cancel, retry and delete answer EngineUnavailable and change nothing', async () => {
  const { id } = await createTestProject(api.db);
  const [highlight] = await replaceHighlights(api.db, api.workspaceId, id, [testProposal(0)]);
  await recordProgress(api.db, api.workspaceId, id, { stage: 'review', kind: 'waiting', projectState: 'waiting', message: 'x' });
  gate.shutDown();
  const unavailable = { __typename: 'EngineUnavailable', projectId: null };
  expect(await ask(`approveHighlights(projectId: "${id}", highlightIds: ["${highlight!.id}"])`)).toMatchObject(unavailable);
  expect(await ask(`cancelProject(id: "${id}")`)).toMatchObject(unavailable);
  expect(await ask(`deleteProject(id: "${id}")`)).toMatchObject(unavailable);
  expect(await findProject(api.db, api.workspaceId, id)).toMatchObject({ state: 'waiting' });

  await recordProgress(api.db, api.workspaceId, id, {
    stage: 'review',
    kind: 'cancelled',
    projectState: 'cancelled',
    message: 'x',
  });
  expect(await ask(`retryProject(id: "${id}")`)).toMatchObject(unavailable);
  expect(await findProject(api.db, api.workspaceId, id)).toMatchObject({ state: 'cancelled' });
});

test('a project whose workflow nobody stops is deleted all the same', async () => {
  const { id } = await create();
  const store = api.app.get(ObjectStore);
  await store.put(`projects/${id}/step/a`, Buffer.from('x'));
  expect(await ask(`deleteProject(id: "${id}")`, '... on DeletedProject { id }')).toEqual({ __typename: 'DeletedProject', id });
  expect((await engine.workflow.getHandle(projectWorkflowId(id)).describe()).status.name).toBe('TERMINATED');
  expect(await store.exists(`projects/${id}/step/a`)).toBe(false);
});

test('a deletion that a process died in is finished by the next round', async () => {
  const { id } = await createTestProject(api.db);
  const store = api.app.get(ObjectStore);
  await store.put(`projects/${id}/step/a`, Buffer.from('x'));
  await markDeleted(api.db, api.workspaceId, id);
  await api.app.get(ProjectRemover).finishDeletions();
  expect(await listMarkedDeleted(api.db, api.workspaceId)).toEqual([]);
  expect(await store.exists(`projects/${id}/step/a`)).toBe(false);
});
