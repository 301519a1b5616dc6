import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { DEFAULT_OPTIONS } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import {
  createProject,
  createReelsForHighlights,
  decideHighlights,
  replaceHighlights,
  saveTranscript,
  setApiKey,
} from '@reels/records';
import { createTestWorkspace, testProposal } from '@reels/records/testing';
import type { GraphQLSchema } from 'graphql';
import { innerFieldsThatTakeIds, operationOn, rootFields } from './testing/rootFields.js';
import { startTestApi } from './testing/testApi.js';
import type { TestApi } from './testing/testApi.js';
import { uploadSmallFile } from './testing/uploads.js';

jest.setTimeout(30_000);

type Kind = 'project' | 'upload' | 'highlight' | 'reel';
type Things = Record<Kind, string>;

/** Every field that takes an id, and of what. A field that is not here fails the first test: who adds one says here what it takes. */
const TAKES: Record<string, Record<string, Kind>> = {
  'Query.project': { id: 'project' },
  'Query.reel': { id: 'reel' },
  'Query.upload': { id: 'upload' },
  'Mutation.abortUpload': { uploadId: 'upload' },
  'Mutation.approveHighlights': { highlightIds: 'highlight', projectId: 'project' },
  'Mutation.cancelProject': { id: 'project' },
  'Mutation.cancelReel': { id: 'reel' },
  'Mutation.completeUpload': { uploadId: 'upload' },
  'Mutation.createHighlight': { 'input.projectId': 'project' },
  'Mutation.createProject': { 'input.uploadId': 'upload' },
  'Mutation.decideHighlight': { id: 'highlight' },
  'Mutation.deleteProject': { id: 'project' },
  'Mutation.editTranscript': { 'input.projectId': 'project' },
  'Mutation.makeReel': { highlightId: 'highlight' },
  'Mutation.moveHighlight': { id: 'highlight' },
  'Mutation.renderReel': { reelId: 'reel' },
  'Mutation.restoreTranscript': { projectId: 'project' },
  'Mutation.retryProject': { id: 'project' },
  'Mutation.saveReelDraft': { reelId: 'reel' },
  'Mutation.signUploadParts': { uploadId: 'upload' },
  'Subscription.progress': { projectId: 'project' },
};
/** Every field that takes none: it answers from the caller's workspace, or from nobody's. */
const TAKES_NONE = [
  'Query.about',
  'Query.feedback',
  'Query.me',
  'Query.projects',
  'Mutation.beginUpload',
  'Mutation.changePassword',
  'Mutation.createOwner',
  'Mutation.createSignInLink',
  'Mutation.sendFeedback',
  'Mutation.setPassword',
  'Mutation.signIn',
  'Mutation.signOut',
];
/** Every field that answers somebody unknown. */
const PUBLIC = ['Query.about', 'Query.me', 'Mutation.createOwner', 'Mutation.setPassword', 'Mutation.signIn', 'Mutation.signOut'];

/** A workspace with one of each thing in it, and the API as its key opens it. */
interface Party {
  workspaceId: string;
  api: TestApi;
  key: string;
}

let api: TestApi;
let schema: GraphQLSchema;
let owner: Party;
let theirs: Things;
let stranger: Party;

beforeAll(async () => {
  api = await startTestApi();
  schema = api.app.get(GraphQLSchemaHost).schema;
  [owner, stranger] = [await newParty(), await newParty()];
  theirs = await newThings(owner);
});
afterAll(() => api.close());

async function newParty(): Promise<Party> {
  const [workspaceId, key] = [await createTestWorkspace(api.db), randomUUID()];
  await setApiKey(api.db, workspaceId, 'test', key);
  const request: TestApi['request'] = (query, variables) => api.request(query, variables, { authorization: `Bearer ${key}` });
  return { workspaceId, key, api: { ...api, request, sockets: () => api.sockets(`Bearer ${key}`) } };
}

/** A project that waits for approval, with all that belongs to it. */
async function newThings(party: Party): Promise<Things> {
  const { db } = api;
  const upload = await uploadSmallFile(party.api);
  const created = await createProject(db, party.workspaceId, {
    title: 'Mine',
    source: { uploadId: upload },
    options: DEFAULT_OPTIONS,
  });
  const project = created!.id;
  const sentence = {
    speaker: null,
    startMs: 0,
    endMs: 900,
    text: 'Hello.',
    timing: 'aligned' as const,
    words: [{ text: 'Hello.', startMs: 0, endMs: 900, confidence: 1 }],
  };
  await saveTranscript(db, party.workspaceId, project, { stepKey: 'k', language: 'en', sentences: [sentence] });
  const [highlight] = await replaceHighlights(db, party.workspaceId, project, [testProposal(0)]);
  await decideHighlights(db, party.workspaceId, project, [highlight!.id]);
  const [reel] = await createReelsForHighlights(db, party.workspaceId, project);
  await db.query("UPDATE project SET state = 'waiting', stage = 'review' WHERE id = $1", [project]);
  return { project, upload, highlight: highlight!.id, reel: reel!.id };
}

/** All rows of a workspace. */
async function rowsOf({ workspaceId }: Party): Promise<Record<string, unknown>> {
  const tables: { name: string }[] = await api.db.query(
    "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'workspace_id' ORDER BY 1",
  );
  const read = async (name: string) =>
    [
      name,
      await api.db.query(`SELECT * FROM "${name}" WHERE workspace_id = $1 ORDER BY "${name}"::text`, [workspaceId]),
    ] as const;
  return Object.fromEntries(await Promise.all(tables.map(({ name }) => read(name))));
}

const fieldOf = (name: string) => rootFields(schema).find((field) => field.name === name)!;

/** What the stranger is answered: null, a type's name, or an error's code. */
async function ask(name: string, idOf: (slot: string) => string): Promise<string | null | undefined> {
  const field = fieldOf(name);
  const operation = operationOn(field, idOf);
  if (field.kind === 'subscription') {
    const sockets = stranger.api.sockets();
    const { value } = await sockets.iterate(operation).next();
    await sockets.dispose();
    return value?.errors ? String(value.errors[0]?.extensions?.code) : 'told';
  }
  const { data, errors } = await stranger.api.request(operation.query, operation.variables);
  expect([name, errors]).toEqual([name, undefined]);
  return data[field.field.name] && data[field.field.name].__typename;
}

const REFUSALS = [null, 'NotFound', 'NOT_FOUND'];

test('the walk knows every field of the schema, and where it takes ids', () => {
  const found = rootFields(schema);
  const takes = Object.fromEntries(Object.entries(TAKES).map(([name, slots]) => [name, Object.keys(slots).sort()]));
  expect(
    Object.fromEntries(found.filter(({ idSlots }) => idSlots.length > 0).map(({ name, idSlots }) => [name, idSlots])),
  ).toEqual(takes);
  expect(
    found
      .filter(({ idSlots }) => idSlots.length === 0)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...TAKES_NONE].sort());
  expect(innerFieldsThatTakeIds(schema)).toEqual([]);
});

describe.each(Object.entries(TAKES))('%s', (name, slots) => {
  test('finds nothing of another workspace, by whichever id, and changes nothing there', async () => {
    const before = await rowsOf(owner);
    for (const id of Object.values(theirs)) expect(REFUSALS).toContain(await ask(name, () => id));
    expect(await rowsOf(owner)).toEqual(before);
    expect(await api.app.get(ObjectStore).exists(`uploads/${theirs.upload}/source`)).toBe(true);
  });

  test('refuses each such id beside own ones, which alone are not refused', async () => {
    const before = await rowsOf(owner);
    const kindOf = (slot: string) => slots[slot]!;
    if (Object.keys(slots).length > 1) {
      const mine = await newThings(stranger);
      for (const foreign of Object.keys(slots)) {
        const idOf = (slot: string) => (slot === foreign ? theirs : mine)[kindOf(slot)];
        expect([...REFUSALS, 'InvalidInput']).toContain(await ask(name, idOf));
      }
    }
    const mine = await newThings(stranger);
    expect(REFUSALS).not.toContain(await ask(name, (slot) => mine[kindOf(slot)]));
    expect(await rowsOf(owner)).toEqual(before);
  });
});

test('lists hold what is of the workspace', async () => {
  const mine = await newThings(stranger);
  for (const { api: asked } of [owner, stranger])
    await asked.request('mutation ($input: FeedbackInput!) { sendFeedback(input: $input) { __typename } }', {
      input: { message: asked === owner.api ? 'Theirs' : 'Mine' },
    });
  const { data } = await stranger.api.request(
    '{ projects(first: 100) { edges { node { id } } } feedback { edges { node { message } } } }',
  );
  const ids = data.projects.edges.map(({ node }: { node: { id: string } }) => node.id);
  expect(ids).toContain(mine.project);
  expect(ids).not.toContain(theirs.project);
  expect(data.feedback.edges).toEqual([{ node: { message: 'Mine' } }]);
});

test('somebody unknown is answered by public fields alone', async () => {
  const answered: string[] = [];
  for (const field of rootFields(schema).filter(({ kind }) => kind !== 'subscription')) {
    const { query, variables } = operationOn(field, (slot) => theirs[TAKES[field.name]![slot]!]);
    const { status, data } = await api.request(query, variables, { authorization: '' });
    if (status === 401) expect(data).toBeUndefined();
    else answered.push(field.name);
  }
  expect(answered.sort()).toEqual([...PUBLIC].sort());
});
