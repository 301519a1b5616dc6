import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decideHighlights, listHighlights, replaceHighlights } from './highlights.js';
import { createReelsForHighlights, findReel, listReels, saveReelChecks, saveReelPlan } from './reels.js';
import { createTestDatabase, createTestProject, createTestWorkspace, testProposal } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('highlights come back whole, the best first; saving them again keeps ids and decisions', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const proposals = [
    testProposal(0, { score: 60.5 }),
    testProposal(100_000, { score: 80 }),
    testProposal(200_000, { score: 60.5 }),
  ];
  const stored = await replaceHighlights(db, WORKSPACE, id, proposals);
  expect(stored).toMatchObject(
    [proposals[1]!, proposals[0]!, proposals[2]!].map((proposal) => ({ ...proposal, state: 'proposed', projectId: id })),
  );

  await decideHighlights(db, WORKSPACE, id, [stored[0]!.id]);
  const again = await replaceHighlights(
    db,
    WORKSPACE,
    id,
    proposals.map((proposal) => ({ ...proposal, title: 'A new title' })),
  );
  expect(again.map((h) => [h.id, h.state, h.title])).toEqual(
    stored.map((h, i) => [h.id, i === 0 ? 'approved' : 'rejected', 'A new title']),
  );
  expect(await listHighlights(db, WORKSPACE, id)).toEqual(again);
  expect(await listHighlights(db, await createTestWorkspace(db), id)).toEqual([]);
});

test('those that are proposed no longer go, except where a reel was made', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const [made] = await replaceHighlights(db, WORKSPACE, id, [testProposal(0, { score: 90 }), testProposal(100_000)]);
  await decideHighlights(db, WORKSPACE, id, [made!.id]);
  await createReelsForHighlights(db, WORKSPACE, id);
  const left = await replaceHighlights(db, WORKSPACE, id, [testProposal(300_000)]);
  expect(left.map(({ startMs }) => startMs)).toEqual([0, 300_000]);
  expect((await replaceHighlights(db, WORKSPACE, id, [])).map((h) => h.id)).toEqual([made!.id]);
});

test('approving some rejects the others; foreign ids count for nothing', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const other = await createTestProject(db);
  const [foreign] = await replaceHighlights(db, WORKSPACE, other.id, [testProposal(0)]);
  const [best, second] = await replaceHighlights(db, WORKSPACE, id, [
    testProposal(0, { score: 90 }),
    testProposal(100_000, { score: 80 }),
  ]);
  expect((await decideHighlights(db, WORKSPACE, id, [second!.id, foreign!.id, 'nonsense'])).map(({ state }) => state)).toEqual([
    'rejected',
    'approved',
  ]);
  expect((await decideHighlights(db, WORKSPACE, id, [best!.id])).map(({ state }) => state)).toEqual(['approved', 'rejected']);
  expect((await decideHighlights(db, WORKSPACE, id, [])).map(({ state }) => state)).toEqual(['rejected', 'rejected']);
  expect((await listHighlights(db, WORKSPACE, other.id)).map(({ state }) => state)).toEqual(['proposed']);
});

test('one reel for each approved highlight, however often it is asked for', async () => {
  const { db } = database;
  const { id } = await createTestProject(db);
  const [best, second] = await replaceHighlights(db, WORKSPACE, id, [
    testProposal(0, { score: 90 }),
    testProposal(100_000, { score: 80, title: 'How?' }),
  ]);
  expect(await createReelsForHighlights(db, WORKSPACE, id)).toEqual([]);
  await decideHighlights(db, WORKSPACE, id, [second!.id]);
  const [first] = await createReelsForHighlights(db, WORKSPACE, id);
  expect(first).toMatchObject({
    projectId: id,
    highlightId: second!.id,
    title: 'How?',
    revision: 1,
    state: 'queued',
    cut: [],
    checks: {},
    error: null,
  });

  await decideHighlights(db, WORKSPACE, id, [best!.id, second!.id]);
  await Promise.all([createReelsForHighlights(db, WORKSPACE, id), createReelsForHighlights(db, WORKSPACE, id)]);
  const reels = await listReels(db, WORKSPACE, id);
  expect(reels.map(({ highlightId }) => highlightId)).toEqual([best!.id, second!.id]);
  expect(reels[1]).toEqual(first);

  const cut = [
    { startMs: 100_000, endMs: 110_000 },
    { startMs: 112_000, endMs: 130_000 },
  ];
  const checks = { loudness: { passed: true, value: -14.1, limit: -14 } };
  await saveReelPlan(db, WORKSPACE, first!.id, { cut, transcriptRevision: 3 });
  await saveReelChecks(db, WORKSPACE, first!.id, checks);
  expect(await findReel(db, WORKSPACE, first!.id)).toMatchObject({ cut, checks, transcriptRevision: 3 });
  expect(await findReel(db, await createTestWorkspace(db), first!.id)).toBeNull();
});
