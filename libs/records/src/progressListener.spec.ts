import type { ProgressEvent } from '@reels/contracts';
import { createLogger } from '@reels/platform';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { openDatabase } from './database.js';
import { newId } from './ids.js';
import { recordProgress } from './progress.js';
import { ProgressListener } from './progressListener.js';
import { markDeleted } from './projects.js';
import { createTestDatabase, createTestProject, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID as WORKSPACE } from './workspaces.js';

let database: TestDatabase;
let listener: ProgressListener;
let projectId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  listener = new ProgressListener(database.url, database.db, createLogger({ service: 'test', level: 'silent' }));
  projectId = (await createTestProject(database.db)).id;
});
afterEach(() => listener.close());

const tell = (message: string, db = database.db) =>
  recordProgress(db, WORKSPACE, projectId, { stage: 'ingest', kind: 'started', message });
const subscribe = (afterSeq = 0, signal?: AbortSignal) => listener.subscribe(WORKSPACE, projectId, afterSeq, signal);

async function take(events: AsyncIterator<ProgressEvent>, count: number): Promise<number[]> {
  const seqs: number[] = [];
  while (seqs.length < count) {
    const { value, done } = await events.next();
    if (done) throw new Error(`It ended after ${seqs.length} events.`);
    seqs.push((value as ProgressEvent).seq);
  }
  return seqs;
}

/** Process ids of the connections that listen in this database. */
async function listening(): Promise<number[]> {
  const rows: { pid: number }[] = await database.db.query(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE ANY (ARRAY['LISTEN progress', 'SELECT 1'])`,
  );
  return rows.map(({ pid }) => pid);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries === 100) throw new Error('It did not happen within 5 s.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('replays what was, goes on with what comes, each once and in order', async () => {
  await tell('one');
  await tell('two');
  const events = subscribe(1);
  expect(await take(events, 2)).toEqual([2, 3]);
  const coming = take(events, 3);
  for (const message of ['three', 'four', 'five']) await tell(message);
  expect(await coming).toEqual([4, 5, 6]);
});

test('a subscriber who comes while events are written misses none and gets none twice', async () => {
  const other = await openDatabase(database.url);
  try {
    const writing = (async () => {
      for (let i = 0; i < 60; i += 1) await tell(`line ${i}`, other);
    })();
    const taken = await Promise.all([0, 10, 40].map((after) => take(subscribe(after), 61 - after)));
    await writing;
    taken.forEach((seqs, i) =>
      expect(seqs).toEqual(Array.from({ length: 61 - [0, 10, 40][i]! }, (_, n) => n + 1 + [0, 10, 40][i]!)),
    );
  } finally {
    await other.destroy();
  }
});

test('more than fits into one reading comes all the same', async () => {
  await database.db.query(
    `INSERT INTO progress_event (project_id, seq, workspace_id, at, stage, kind, attempt, message, project_state)
     SELECT $1, n, $2, now(), 'ingest', 'advanced', 1, 'n', 'running' FROM generate_series(2, 1000) n`,
    [projectId, WORKSPACE],
  );
  expect(await take(subscribe(), 1000)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1));
});

test('one connection serves all subscriptions; when it breaks, another is made and nothing is missed', async () => {
  const subscriptions = [subscribe(), subscribe(), subscribe()];
  await Promise.all(subscriptions.map((events) => take(events, 1)));
  await until(async () => (await listening()).length === 1);
  const [pid] = await listening();

  await database.db.query('SELECT pg_terminate_backend($1)', [pid]);
  await tell('said while nobody listened');
  expect(await Promise.all(subscriptions.map((events) => take(events, 1)))).toEqual([[2], [2], [2]]);
  await until(async () => (await listening()).length === 1 && !(await listening()).includes(pid!));
  await tell('said again');
  expect(await Promise.all(subscriptions.map((events) => take(events, 1)))).toEqual([[3], [3], [3]]);
});

test('a subscription that waits asks for nothing', async () => {
  const events = subscribe(0);
  await take(events, 1);
  const next = take(events, 1);
  await until(async () => (await listening()).length === 1);
  await tell('something');
  await next;
  void events.next();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const asked = jest.spyOn(database.db, 'getRepository');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});

test('an unknown project, one of another workspace and a deleted one end', async () => {
  expect(await listener.subscribe(WORKSPACE, newId(), 0).next()).toEqual({ done: true, value: undefined });
  expect(await listener.subscribe(await createTestWorkspace(database.db), projectId, 0).next()).toMatchObject({ done: true });

  const events = subscribe(1);
  const next = events.next();
  await until(async () => (await listening()).length === 1);
  await markDeleted(database.db, WORKSPACE, projectId);
  expect(await next).toMatchObject({ done: true });
  expect(listener.size).toBe(0);
});

test('nothing is left of a subscription that ends: by return, by signal, before or while waiting, by break', async () => {
  const abort = new AbortController();
  const waiting = [subscribe(1), subscribe(1)];
  const aborted = [subscribe(1, abort.signal), subscribe(0, abort.signal)];
  const unread = subscribe(0);
  expect(listener.size).toBe(5);

  const pending = [...waiting, aborted[0]!].map((events) => events.next());
  await take(aborted[1]!, 1);
  await Promise.all([...waiting, unread].map((events) => events.return!()));
  abort.abort();
  expect(await Promise.all(pending)).toEqual(pending.map(() => ({ done: true, value: undefined })));
  expect(await aborted[1]!.next()).toMatchObject({ done: true });
  for await (const event of subscribe(0)) {
    expect(event.seq).toBe(1);
    break;
  }
  expect(listener.size).toBe(0);
  expect(await subscribe(0, AbortSignal.abort()).next()).toMatchObject({ done: true });
  expect(listener.size).toBe(0);
});

test('a thousand subscriptions come and go without a trace', async () => {
  for (let round = 0; round < 10; round += 1) {
    const open = Array.from({ length: 100 }, () => subscribe(1, new AbortController().signal));
    const pending = open.map((events) => events.next());
    await Promise.all(open.map((events) => events.return!()));
    await Promise.all(pending);
  }
  expect(listener.size).toBe(0);
  await until(async () => (await listening()).length <= 1);
});

test('closing ends the subscriptions and the connection', async () => {
  const next = subscribe(1).next();
  await until(async () => (await listening()).length === 1);
  await listener.close();
  expect(await next).toMatchObject({ done: true });
  await until(async () => (await listening()).length === 0);
  expect(await subscribe(0).next()).toMatchObject({ done: true });
});
