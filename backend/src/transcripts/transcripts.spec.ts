import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { heardFolder } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import { recordProgress, saveArtifacts, saveTranscript } from '@reels/records';
import { createTestProject } from '@reels/records/testing';
import { SPOKEN, createSpokenProject, stored } from '../testing/spokenProject.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';

jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const ANSWER = `__typename ... on Transcript { revision sentenceCount sentences(first: 500) { index speaker text timing words { text startMs endMs confidence } } }
  ... on StaleRevision { code currentRevision } ... on InvalidInput { field } ... on ErrorResult { message }`;
const edit = async (input: object) =>
  (await api.request(`mutation ($input: EditTranscriptInput!) { editTranscript(input: $input) { ${ANSWER} } }`, { input })).data
    .editTranscript;
const restore = async (projectId: string, revision: number, to: number) =>
  (
    await api.request(
      `mutation ($projectId: ID!, $revision: Int!, $to: Int!) { restoreTranscript(projectId: $projectId, revision: $revision, to: $to) { ${ANSWER} } }`,
      { projectId, revision, to },
    )
  ).data.restoreTranscript;
const revisionsOf = async (id: string) =>
  (
    await api.request('query ($id: ID!) { project(id: $id) { transcript { revision revisions { revision at summary } } } }', {
      id,
    })
  ).data.project.transcript;

test('a mended sentence is a new revision; words that stay keep their times; taking it back is one more', async () => {
  const projectId = await createSpokenProject(api);
  const edited = await edit({ projectId, revision: 1, sentences: [{ index: 1, text: 'Dough number 1 rises.' }] });
  expect(edited).toMatchObject({ __typename: 'Transcript', revision: 2, sentenceCount: 10 });
  expect(edited.sentences[1]).toMatchObject({ index: 1, speaker: 'Bob', text: 'Dough number 1 rises.', timing: 'ALIGNED' });
  expect(edited.sentences[1].words.slice(0, 2)).toEqual([
    { text: 'Dough', startMs: 3000, endMs: 3450, confidence: 1 },
    { text: 'number', startMs: 3500, endMs: 3950, confidence: 0.8 },
  ]);
  expect((await restore(projectId, 2, 1)).sentences[1].text).toBe('Bread number 1 rises.');
  const { revision, revisions } = await revisionsOf(projectId);
  expect(revision).toBe(3);
  expect(revisions).toMatchObject([
    { revision: 3, summary: 'Back to version 1' },
    { revision: 2, summary: '“Bread” to “Dough”', at: expect.stringMatching(/Z$/) },
    { revision: 1, summary: 'As recognized' },
  ]);
});

test('of two who edit the same revision, one is told that it is stale, and nothing is lost', async () => {
  const projectId = await createSpokenProject(api);
  const answers = await Promise.all(
    ['Ada Lovelace', 'Ada Byron'].map((to) => edit({ projectId, revision: 1, renameSpeaker: { from: 'Ada', to } })),
  );
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['StaleRevision', 'Transcript']);
  expect(answers.find(({ code }) => code)).toMatchObject({ code: 'STALE_REVISION', currentRevision: 2 });
  const won = answers.find(({ revision }) => revision === 2);
  const names = new Set(won.sentences.map(({ speaker }: { speaker: string }) => speaker));
  expect([...names]).toEqual([expect.stringMatching(/^Ada (Lovelace|Byron)$/), 'Bob']);
});

test('an edit that changes nothing makes no revision; wrong ones are refused', async () => {
  const projectId = await createSpokenProject(api);
  expect(await edit({ projectId, revision: 1, sentences: [{ index: 0, text: ' Bread  number 0 rises. ' }] })).toMatchObject({
    revision: 1,
  });
  expect(await edit({ projectId, revision: 1, sentences: [{ index: 10, text: 'x' }] })).toMatchObject({
    field: 'sentences.0.index',
  });
  expect(await edit({ projectId, revision: 1, sentences: [{ index: 1, text: 'x'.repeat(5001) }] })).toMatchObject({
    field: 'sentences.0.text',
  });
  const none = Array.from({ length: 10 }, (_, index) => ({ index, text: '' }));
  expect(await edit({ projectId, revision: 1, sentences: none })).toMatchObject({
    __typename: 'InvalidInput',
    field: 'sentences',
  });
  expect(await edit({ projectId, revision: 1, renameSpeaker: { from: 'Ada', to: ' ' } })).toMatchObject({
    field: 'renameSpeaker.to',
  });
  expect(await restore(projectId, 1, 7)).toMatchObject({ __typename: 'InvalidInput', field: 'to' });
  const { id } = await createTestProject(api.db);
  expect(await edit({ projectId: id, revision: 1 })).toMatchObject({ __typename: 'Conflict' });
});

test('what was recognized is heard, of chunks under way too, until the transcript is there', async () => {
  const { id } = await createTestProject(api.db);
  const [first, second] = [
    { startMs: 0, endMs: 60_000 },
    { startMs: 60_000, endMs: 90_000 },
  ];
  const heardIn = (range: object, text: string) =>
    JSON.stringify({ language: 'en', range, words: [{ text, startMs: 500, endMs: 900, confidence: 1 }] });
  const save = async (...args: [Parameters<typeof stored>[2], string, object]) =>
    void (await saveArtifacts(api.db, api.workspaceId, id, [await stored(api, id, ...args)]));
  await recordProgress(api.db, api.workspaceId, id, {
    stage: 'transcribe',
    kind: 'started',
    message: 'x',
    projectState: 'running',
  });
  const heard = async () =>
    (
      await api.request(
        'query ($id: ID!) { project(id: $id) { heard { index text startMs } sourceUrl playableUrl thumbnail { id } } }',
        { id },
      )
    ).data.project;
  expect(await heard()).toEqual({ heard: [], sourceUrl: null, playableUrl: null, thumbnail: null });
  await save('speech', JSON.stringify({ speech: [], chunks: [first, second], language: 'en' }), {});
  const underWay = async (chunk: number, content: string) =>
    void (await api.app.get(ObjectStore).put(`${heardFolder(id)}${chunk}.json`, Buffer.from(content)));
  await underWay(1, heardIn(second, 'Wor'));
  expect((await heard()).heard).toEqual([{ index: 0, text: 'Wor', startMs: 60_500 }]);
  await save('words', heardIn(second, 'World.'), { stepKey: 'words-2' });
  expect((await heard()).heard).toEqual([{ index: 0, text: 'World.', startMs: 60_500 }]);
  await underWay(0, heardIn(first, 'Hel.'));
  // Of another plan.
  await underWay(2, heardIn({ startMs: 0, endMs: 90_000 }, 'Nobody.'));
  const texts = async () => (await heard()).heard.map(({ text }: { text: string }) => text);
  expect(await texts()).toEqual(['Hel.', 'World.']);
  await save('words', heardIn(first, 'Hello.'), { stepKey: 'words-1' });
  expect(await texts()).toEqual(['Hello.', 'World.']);
  await saveTranscript(api.db, api.workspaceId, id, { stepKey: 'heard', language: 'en', sentences: SPOKEN });
  expect(await texts()).toEqual([]);
});
