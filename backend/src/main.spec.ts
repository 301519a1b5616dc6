import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createTestDatabase, createTestProject } from '@reels/records/testing';
import type { TestDatabase } from '@reels/records/testing';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { PARTS } from './testing/parts.js';

jest.setTimeout(30_000);

/** The built program, as it is run outside of tests. */
const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const key = randomUUID();

let database: TestDatabase;
let api: ChildProcessByStdio<null, Readable, Readable> | undefined;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  api?.kill('SIGKILL');
  await database.drop();
});

const settings = () => ({
  DATABASE_URL: database.url,
  TEMPORAL_ADDRESS: PARTS.temporalAddress,
  S3_ENDPOINT: PARTS.s3Endpoint,
  S3_ACCESS_KEY: PARTS.s3AccessKey,
  S3_SECRET_KEY: PARTS.s3SecretKey,
  S3_BUCKET: `api-test-${randomUUID()}`,
  API_PORT: '0',
  API_KEY: key,
});
const run = (env: Record<string, string>) => {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env.PATH, ...env },
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  api = child;
  return child;
};

/** Starts the API and answers its address. */
async function start(): Promise<string> {
  for await (const line of createInterface(run(settings()).stdout)) {
    const { msg, address } = JSON.parse(line) as { msg: string; address?: string };
    if (msg === 'the API listens' && address) return address;
  }
  throw new Error('the API did not start');
}

const query = (address: string, text: string) =>
  fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: text }),
  });

test('SIGTERM: no new requests, those under way are answered, sockets are told, exit 0', async () => {
  const address = await start();
  const { id } = await createTestProject(database.db);
  const sockets = createClient({
    url: `${address.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${key}` },
  });
  const closed = new Promise<{ code: number }>((resolve) => sockets.on('closed', (event) => resolve(event as { code: number })));
  const events = sockets.iterate({ query: `subscription { progress(projectId: "${id}") { seq } }` });
  await events.next();
  const ended = events.next().then(
    (result) => result.done,
    () => true,
  );

  // Holds up a request until the lock is given back.
  const lock = database.db.createQueryRunner();
  await lock.startTransaction();
  await lock.query('LOCK TABLE project IN ACCESS EXCLUSIVE MODE');
  const underWay = query(address, '{ projects { edges { node { id } } } }');
  while (
    (
      await lock.query(
        `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database WHERE NOT granted AND d.datname = current_database()`,
      )
    ).length === 0
  );

  const exit = once(api!, 'exit');
  api!.kill('SIGTERM');
  expect((await closed).code).toBe(1001);
  expect(await ended).toBe(true);
  await expect(query(address, '{ about { version } }')).rejects.toThrow();
  await lock.commitTransaction();
  await lock.release();

  const response = await underWay;
  expect([response.status, await response.json()]).toEqual([200, { data: { projects: { edges: [{ node: { id } }] } } }]);
  expect(await exit).toEqual([0, null]);
});

test('wrong and missing settings are named, all at once', async () => {
  const child = run({ ...settings(), DATABASE_URL: '', API_PORT: 'many' });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
  expect(await once(child, 'exit')).toEqual([2, null]);
  expect(output).toContain('DATABASE_URL is missing');
  expect(output).toContain('API_PORT must be');
  expect(output).not.toContain('    at ');
});

test('a database that does not answer ends the start, and the logs say so', async () => {
  const child = run({ ...settings(), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
  expect(await once(child, 'exit')).toEqual([1, null]);
  const last = JSON.parse(output.trim().split('\n').at(-1) ?? '') as unknown;
  expect(last).toMatchObject({
    level: 'fatal',
    service: 'api',
    err: { message: expect.stringContaining('ECONNREFUSED') as unknown },
  });
});
