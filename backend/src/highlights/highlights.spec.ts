import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { listHighlights, recordProgress, replaceHighlights } from '@reels/records';
import { createTestProject, testProposal } from '@reels/records/testing';
import { createSpokenProject } from '../testing/spokenProject.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';

jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const ANSWER = `__typename ... on Highlight { id startMs endMs title state score reasons firstLine reelId boundaries { rule holds why } }
  ... on ErrorResult { code message }`;
const INVALID = '... on InvalidInput { field }';
const create = async (input: object) =>
  (
    await api.request(`mutation ($input: CreateHighlightInput!) { createHighlight(input: $input) { ${ANSWER} ${INVALID} } }`, {
      input,
    })
  ).data.createHighlight;
const move = async (id: string, startMs: number, endMs: number, title?: string) =>
  (
    await api.request(
      `mutation ($id: ID!, $startMs: Int!, $endMs: Int!, $title: String) { moveHighlight(id: $id, startMs: $startMs, endMs: $endMs, title: $title) { ${ANSWER} ${INVALID} } }`,
      { id, startMs, endMs, title },
    )
  ).data.moveHighlight;
const decide = async (id: string, state: string) =>
  (
    await api.request(`mutation ($id: ID!, $state: HighlightState!) { decideHighlight(id: $id, state: $state) { ${ANSWER} } }`, {
      id,
      state,
    })
  ).data.decideHighlight;

test('a stretch that somebody chose becomes a highlight with proof, title and reasons', async () => {
  const projectId = await createSpokenProject(api);
  const highlight = await create({ projectId, startMs: 3000, endMs: 10_950 });
  expect(highlight).toMatchObject({
    __typename: 'Highlight',
    startMs: 3000,
    endMs: 10_950,
    state: 'PROPOSED',
    firstLine: 'Bread number 1 rises.',
    reelId: null,
  });
  expect(highlight.reasons[0]).toBe('You chose it.');
  expect(highlight.title.length).toBeGreaterThan(0);
  const proof = Object.fromEntries(
    highlight.boundaries.map(({ rule, holds }: { rule: string; holds: boolean }) => [rule, holds]),
  );
  expect(proof).toMatchObject({ startsAtSentence: true, endsAtSentence: true, pauseAfter: true, lengthWithinBounds: false });
  expect(await create({ projectId, startMs: 3000, endMs: 10_950 })).toMatchObject({ __typename: 'Conflict' });
  expect(await create({ projectId, startMs: 12_000, endMs: 16_000, title: ' Mine ' })).toMatchObject({ title: 'Mine' });
  expect(await create({ projectId, startMs: 2_000, endMs: 3_000 })).toMatchObject({
    __typename: 'InvalidInput',
    field: 'startMs',
  });
  expect(await create({ projectId, startMs: 0, endMs: 500 })).toMatchObject({ __typename: 'InvalidInput', field: 'endMs' });
  expect(await create({ projectId, startMs: 0, endMs: 200_000 })).toMatchObject({ __typename: 'InvalidInput', field: 'endMs' });
});

test('moved edges are proven anew, and told; a new title alone leaves the rest', async () => {
  const projectId = await createSpokenProject(api);
  const [proposed] = await replaceHighlights(api.db, api.workspaceId, projectId, [
    testProposal(0, { endMs: 4_950 }),
    testProposal(9_000),
  ]);
  const id = proposed!.id;
  const moved = await move(id, 500, 7_950);
  expect(moved).toMatchObject({ id, startMs: 500, endMs: 7_950, title: 'Why?' });
  expect(moved.reasons[0]).toBe('You moved its edges.');
  expect(moved.boundaries).toContainEqual({ rule: 'startsAtSentence', holds: false, why: 'It begins inside a sentence.' });
  expect(await move(id, 500, 7_950, 'How?')).toMatchObject({
    title: 'How?',
    reasons: moved.reasons,
    boundaries: moved.boundaries,
  });
  expect(await move(id, 9_000, 39_000)).toMatchObject({ __typename: 'Highlight', endMs: 30_000 });
});

test('highlights that a person chose stay when the product chooses anew', async () => {
  const projectId = await createSpokenProject(api);
  const { id } = await create({ projectId, startMs: 3000, endMs: 10_950 });
  await replaceHighlights(api.db, api.workspaceId, projectId, [testProposal(0)]);
  await replaceHighlights(api.db, api.workspaceId, projectId, []);
  expect((await listHighlights(api.db, api.workspaceId, projectId)).map((highlight) => highlight.id)).toEqual([id]);
});

test('one highlight is kept or rejected alone', async () => {
  const projectId = await createSpokenProject(api);
  const { id } = await create({ projectId, startMs: 3000, endMs: 10_950 });
  expect(await decide(id, 'APPROVED')).toMatchObject({ state: 'APPROVED' });
  expect(await decide(id, 'REJECTED')).toMatchObject({ state: 'REJECTED' });
});

test('while the product still chooses, and before there is a transcript, a highlight cannot be made', async () => {
  const projectId = await createSpokenProject(api, 'running');
  await recordProgress(api.db, api.workspaceId, projectId, { stage: 'select', kind: 'started', message: 'x' });
  expect(await create({ projectId, startMs: 3000, endMs: 10_950 })).toMatchObject({ __typename: 'Conflict' });
  const { id } = await createTestProject(api.db);
  expect(await create({ projectId: id, startMs: 3000, endMs: 10_950 })).toMatchObject({ __typename: 'Conflict' });
});
