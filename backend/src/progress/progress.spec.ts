import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ProgressListener, deleteProject, markDeleted, recordProgress } from '@reels/records';
import { createTestProject } from '@reels/records/testing';
import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { LIMITS } from '../graphql/limits.js';
import { GraphQLSockets } from '../graphql/sockets.js';
import { openSocket, startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';

jest.setTimeout(30_000);

let api: TestApi;
let listener: ProgressListener;
const open: Client[] = [];

beforeAll(async () => {
  api = await startTestApi();
  listener = api.app.get(ProgressListener);
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.dispose();
});
afterAll(() => api.close());

const QUERY =
  'subscription ($id: ID!, $afterSeq: Int) { progress(projectId: $id, afterSeq: $afterSeq) { seq at stage kind percent message projectState } }';
interface Event {
  seq: number;
  message: string;
}

const subscribe = (id: string, afterSeq?: number, client = api.sockets()) => {
  open.push(client);
  return client.iterate<{ progress: Event }>({ query: QUERY, variables: { id, afterSeq } });
};
const take = async (events: ReturnType<typeof subscribe>, count: number) => {
  const taken: number[] = [];
  while (taken.length < count) {
    const { value } = (await events.next()) as { value: { data: { progress: Event } } };
    taken.push(value.data.progress.seq);
  }
  return taken;
};
const tell = (id: string, message: string) =>
  recordProgress(api.db, api.workspaceId, id, { stage: 'ingest', kind: 'advanced', message });
const eventually = async (holds: () => boolean) => {
  for (let waited = 0; !holds() && waited < 5_000; waited += 20) await sleep(20);
  expect(holds()).toBe(true);
};

describe('events', () => {
  test('are replayed after afterSeq, then come live, each once and in order', async () => {
    const { id } = await createTestProject(api.db);
    for (const message of ['one', 'two', 'three']) await tell(id, message);
    const all = subscribe(id);
    const later = subscribe(id, 3);
    expect(await take(all, 4)).toEqual([1, 2, 3, 4]);
    expect(await take(later, 1)).toEqual([4]);
    // Told while both listen, faster than they read.
    for (let n = 0; n < 20; n++) await tell(id, `live ${n}`);
    const expected = Array.from({ length: 20 }, (_, n) => n + 5);
    expect(await take(all, 20)).toEqual(expected);
    expect(await take(later, 20)).toEqual(expected);
  });

  test('carry what the contract says, enums in upper case', async () => {
    const { id } = await createTestProject(api.db);
    const { value } = await subscribe(id).next();
    expect(value.data.progress).toEqual({
      seq: 1,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      stage: 'INGEST',
      kind: 'WAITING',
      percent: null,
      message: expect.any(String),
      projectState: 'QUEUED',
    });
  });

  test('end when the project is deleted', async () => {
    const { id } = await createTestProject(api.db);
    const events = subscribe(id);
    await take(events, 1);
    await markDeleted(api.db, api.workspaceId, id);
    await deleteProject(api.db, api.workspaceId, id);
    expect(await events.next()).toMatchObject({ done: true });
  });
});

describe('clean-up', () => {
  test('an iterator ends when the client completes it, while it waits for news', async () => {
    const { id } = await createTestProject(api.db);
    const events = subscribe(id);
    await take(events, 1);
    expect(listener.size).toBe(1);
    await events.return?.(undefined);
    await eventually(() => listener.size === 0);
  });

  test('all end when the socket is cut', async () => {
    const { id } = await createTestProject(api.db);
    const sockets: WebSocket[] = [];
    for (let n = 0; n < 3; n++) {
      const socket = await openSocket(api);
      await greet(socket);
      for (let subscription = 0; subscription < 4; subscription++) {
        socket.send(
          JSON.stringify({ id: String(subscription), type: 'subscribe', payload: { query: QUERY, variables: { id } } }),
        );
      }
      sockets.push(socket);
    }
    await eventually(() => listener.size === 12);
    for (const socket of sockets) socket.terminate();
    await eventually(() => listener.size === 0);
  });
});

/** Sends the API key and waits for the welcome. */
async function greet(socket: WebSocket): Promise<void> {
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${api.key}` } }));
  expect(await answer(socket)).toEqual({ type: 'connection_ack' });
}

const answer = async (socket: WebSocket): Promise<unknown> => {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(String(data));
};
const closing = async (socket: WebSocket): Promise<unknown> => ((await once(socket, 'close')) as [number])[0];

describe('sockets', () => {
  test.each([undefined, {}, { authorization: 'Bearer wrong' }, { authorization: 5 }, { apiKey: 'x' }])(
    'end without an API key: %j',
    async (payload) => {
      const socket = await openSocket(api);
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
      expect(await closing(socket)).toBe(4401);
    },
  );

  test('end when they ask before they are known', async () => {
    const { id } = await createTestProject(api.db);
    const socket = await openSocket(api);
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { id } } }));
    expect(await closing(socket)).toBe(4401);
  });

  test('end when nothing comes', async () => {
    expect(await closing(await openSocket(api))).toBe(4408);
  });

  test('end when a message is too large, or is none', async () => {
    const large = await openSocket(api);
    await greet(large);
    large.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: `#${'x'.repeat(LIMITS.messageBytes)}` } }));
    expect(await closing(large)).toBe(1009);
    const nonsense = await openSocket(api);
    nonsense.send('nonsense');
    expect(await closing(nonsense)).toBe(4400);
  });

  test('have a limit of subscriptions', async () => {
    const { id } = await createTestProject(api.db);
    const socket = await openSocket(api);
    await greet(socket);
    const refusals: unknown[] = [];
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { type: string };
      if (message.type === 'error') refusals.push(message);
    });
    for (let n = 0; n <= LIMITS.subscriptionsPerSocket; n++) {
      socket.send(JSON.stringify({ id: String(n), type: 'subscribe', payload: { query: QUERY, variables: { id } } }));
    }
    await eventually(() => refusals.length > 0 && listener.size === LIMITS.subscriptionsPerSocket);
    expect(refusals).toEqual([
      {
        id: String(LIMITS.subscriptionsPerSocket),
        type: 'error',
        payload: [expect.objectContaining({ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } })],
      },
    ]);
    socket.terminate();
    await eventually(() => listener.size === 0);
  });

  test.each([
    ['queries', '{ about { version } }', 'BAD_REQUEST'],
    ['mutations', 'mutation { deleteProject(id: "x") { __typename } }', 'BAD_REQUEST'],
    ['what does not fit the schema', 'subscription { progress(projectId: "x") { nonsense } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'what is too large',
      `subscription { progress(projectId: "x") { ${Array.from({ length: 31 }, (_, n) => `a${n}: seq`).join(' ')} } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['what has too many tokens', `subscription { progress(projectId: "x") { ${'seq '.repeat(2000)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['what is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ])('refuse %s', async (_, query, code) => {
    const socket = await openSocket(api);
    await greet(socket);
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    expect(await answer(socket)).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    socket.terminate();
  });

  test('answer an unknown project and a negative seq as errors of the subscription', async () => {
    const { id } = await createTestProject(api.db);
    const code = async (events: ReturnType<typeof subscribe>) =>
      ((await events.next()) as { value: { errors: { extensions: { code: string } }[] } }).value.errors[0]?.extensions;
    expect(await code(subscribe('nonsense'))).toEqual({ code: 'NOT_FOUND' });
    expect(await code(subscribe(id, -1))).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('whose clients no longer answer are ended; others are kept', async () => {
    const { id } = await createTestProject(api.db);
    const dead = await openSocket(api, { autoPong: false });
    const living = await openSocket(api);
    for (const socket of [dead, living]) {
      await greet(socket);
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { id } } }));
    }
    await eventually(() => listener.size === 2);
    const heart = api.app.get(GraphQLSockets);
    const pinged = once(living, 'ping');
    heart.beat();
    await pinged;
    await sleep(50);
    heart.beat();
    expect(await closing(dead)).toBe(1006);
    await eventually(() => listener.size === 1);
    expect(living.readyState).toBe(living.OPEN);
    living.terminate();
    await eventually(() => listener.size === 0);
  });

  test('exist at /graphql only', async () => {
    expect(await tryOpen('/other')).toBe(404);
  });

  test('have an end to their number', async () => {
    const opened: WebSocket[] = [];
    let answer = await tryOpen('/graphql');
    while (typeof answer !== 'number' && opened.push(answer) <= LIMITS.sockets) answer = await tryOpen('/graphql');
    expect(answer).toBe(503);
    for (const socket of opened) socket.terminate();
  });
});

/** An open socket, or the status with which it was refused. */
async function tryOpen(path: string): Promise<WebSocket | number> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}${path}`, 'graphql-transport-ws');
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      socket.on('error', () => undefined).terminate();
    });
  });
}
