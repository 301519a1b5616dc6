import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { ObjectStore } from '@reels/platform';
import {
  createReelsForHighlights,
  decideHighlights,
  findProject,
  findUpload,
  replaceHighlights,
  setApiKey,
} from '@reels/records';
import { createTestProject, createTestWorkspace, testProposal } from '@reels/records/testing';
import {
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLFloat,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { GraphQLField, GraphQLInputType } from 'graphql';
import { startTestApi } from './testing/testApi.js';
import type { TestApi } from './testing/testApi.js';
import { uploadSmallFile } from './testing/uploads.js';

jest.setTimeout(30_000);

let api: TestApi;
let strangerKey: string;
/** Ids of everything that the first workspace has. */
let ids: string[];
let projectId: string;
let uploadId: string;

beforeAll(async () => {
  api = await startTestApi();
  strangerKey = randomUUID();
  await setApiKey(api.db, await createTestWorkspace(api.db), 'stranger', strangerKey);

  uploadId = await uploadSmallFile(api);
  projectId = (await createTestProject(api.db, { source: { uploadId } })).id;
  const [highlight] = await replaceHighlights(api.db, api.workspaceId, projectId, [testProposal(0)]);
  await decideHighlights(api.db, api.workspaceId, projectId, [highlight!.id]);
  const [reel] = await createReelsForHighlights(api.db, api.workspaceId, projectId);
  ids = [projectId, uploadId, highlight!.id, reel!.id];
});
afterAll(() => api.close());

/** A value for an argument: the id wherever an id goes, something harmless elsewhere. */
function valueFor(type: GraphQLInputType, id: string): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [valueFor(nullable.ofType, id)];
  if (nullable === GraphQLID) return id;
  if (nullable === GraphQLInt || nullable === GraphQLFloat) return 1;
  if (isInputObjectType(nullable)) return fieldsFor(nullable, id);
  return 'x.mp3';
}

const fieldsFor = (type: GraphQLInputObjectType, id: string) =>
  Object.fromEntries(
    Object.values(type.getFields())
      .filter((field) => isNonNullType(field.type) || takesId(field.type))
      .map((field) => [field.name, valueFor(field.type, id)]),
  );

const takesId = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  return (
    named === GraphQLID || (isInputObjectType(named) && Object.values(named.getFields()).some((field) => takesId(field.type)))
  );
};

/** Every root field of the schema that can be asked about an id. */
const fieldsThatTakeIds = (operation: 'query' | 'mutation' | 'subscription') => {
  const root = api.app
    .get(GraphQLSchemaHost)
    .schema[`get${operation[0]!.toUpperCase()}${operation.slice(1)}Type` as 'getQueryType']();
  return Object.values(root?.getFields() ?? {}).filter((field) => field.args.some((argument) => takesId(argument.type)));
};

function operationOn(kind: string, field: GraphQLField<unknown, unknown>, id: string) {
  const args = field.args.filter((argument) => isNonNullType(argument.type) || takesId(argument.type));
  const query = `${kind} (${args.map(({ name, type }) => `$${name}: ${type}`)}) { ${field.name}(${args.map(({ name }) => `${name}: $${name}`)}) { __typename } }`;
  return { query, variables: Object.fromEntries(args.map(({ name, type }) => [name, valueFor(type, id)])) };
}

const stranger = {
  get authorization() {
    return `Bearer ${strangerKey}`;
  },
};

test('the walk finds what it should', () => {
  expect(
    fieldsThatTakeIds('query')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['project', 'reel']);
  expect(fieldsThatTakeIds('mutation').length).toBeGreaterThanOrEqual(8);
  expect(fieldsThatTakeIds('subscription').map(({ name }) => name)).toEqual(['progress']);
});

test('queries find nothing of another workspace', async () => {
  expect((await api.request('query ($id: ID!) { project(id: $id) { id } }', { id: projectId })).data.project).toEqual({
    id: projectId,
  });
  for (const field of fieldsThatTakeIds('query')) {
    for (const id of ids) {
      const { query, variables } = operationOn('query', field, id);
      const { data, errors } = await api.request(query, variables, { ...stranger });
      expect([field.name, errors, data?.[field.name]]).toEqual([field.name, undefined, null]);
    }
  }
  expect((await api.request('{ projects { edges { cursor } } }', {}, { ...stranger })).data.projects.edges).toEqual([]);
});

test('mutations answer NotFound for what belongs to another workspace, and change nothing', async () => {
  const before = await findProject(api.db, api.workspaceId, projectId);
  for (const field of fieldsThatTakeIds('mutation')) {
    for (const id of ids) {
      const { query, variables } = operationOn('mutation', field, id);
      const { data, errors } = await api.request(query, variables, { ...stranger });
      expect([field.name, errors, data?.[field.name]]).toEqual([field.name, undefined, { __typename: 'NotFound' }]);
    }
  }
  expect(await findProject(api.db, api.workspaceId, projectId)).toEqual(before);
  expect(await findUpload(api.db, api.workspaceId, uploadId)).toMatchObject({ state: 'complete' });
  expect(await api.app.get(ObjectStore).exists(`uploads/${uploadId}/source`)).toBe(true);
});

test('subscriptions to another workspace are refused', async () => {
  for (const field of fieldsThatTakeIds('subscription')) {
    const sockets = api.sockets(`Bearer ${strangerKey}`);
    const { query, variables } = operationOn('subscription', field, projectId);
    const events = sockets.iterate({ query, variables });
    await expect(events.next()).resolves.toMatchObject({ value: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
    await sockets.dispose();
  }
});
