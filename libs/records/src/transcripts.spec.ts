import type { Sentence } from '@reels/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, createTestProject, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { findTranscripts } from './manyProjects.js';
import { listSentences, saveTranscript } from './transcripts.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const sentences = (count: number): Sentence[] =>
  Array.from({ length: count }, (_, i) => ({
    speaker: null,
    startMs: i * 1000,
    endMs: i * 1000 + 900,
    text: `Sentence ${i} — «ünïcode» "quoted" \\ 😀`,
    words: [{ text: 'Sentence', startMs: i * 1000, endMs: i * 1000 + 300, confidence: 0.97 }],
    timing: 'aligned',
  }));

test('revisions are counted, a step stores its own once, the newest is the one in use', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const heard = { stepKey: 'heard', language: 'en', sentences: sentences(3) };
  const first = await saveTranscript(db, WORKSPACE, id, heard);
  expect(first).toMatchObject({ revision: 1, sentenceCount: 3, language: 'en' });
  expect(first).not.toHaveProperty('sentences');
  const second = await saveTranscript(db, WORKSPACE, id, { ...heard, stepKey: 'edited', sentences: sentences(2) });
  expect(second.revision).toBe(2);
  expect(await saveTranscript(db, WORKSPACE, id, heard)).toEqual(first);
  expect(await findTranscripts(db, WORKSPACE, [id])).toEqual(new Map([[id, second]]));
});

test('a step that runs twice at once stores one revision', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const save = (stepKey: string) => saveTranscript(db, WORKSPACE, id, { stepKey, language: 'en', sentences: [] });
  const saved = await Promise.all(['a', 'a', 'b', 'a', 'b'].map(save));
  expect(new Set(saved.map(({ id }) => id)).size).toBe(2);
  expect([...new Set(saved.map(({ revision }) => revision))].sort()).toEqual([1, 2]);
});

test('sentences by the page', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const all = sentences(620);
  const transcript = await saveTranscript(db, WORKSPACE, id, { stepKey: 'long', language: 'en', sentences: all });
  const page = (first: number, after: number) => listSentences(db, WORKSPACE, transcript.id, { first, after });
  const indexed = all.map((sentence, index) => ({ ...sentence, index }));
  expect(await page(10, 0)).toEqual(indexed.slice(0, 10));
  expect(await page(10, 615)).toEqual(indexed.slice(615));
  expect(await page(1000, 0)).toEqual(indexed.slice(0, 500));
  for (const [first, after] of [
    [10, 620],
    [0, 0],
    [10, -1],
  ] as const)
    expect(await page(first, after)).toEqual([]);
  expect(await listSentences(db, await createTestWorkspace(db), transcript.id, { first: 10, after: 0 })).toEqual([]);
});
