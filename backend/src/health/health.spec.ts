import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Gate } from '../testing/gate.js';
import { createTestDatabase } from '@reels/records/testing';
import type { TestDatabase } from '@reels/records/testing';
import { PARTS } from '../testing/parts.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';

jest.setTimeout(30_000);

const gates = {} as Record<'postgres' | 'storage' | 'temporal', Gate>;
let database: TestDatabase;
let api: TestApi;

const gateBefore = (address: string, defaultPort: number) => {
  const { hostname, port } = new URL(address);
  return Gate.before(hostname, Number(port || defaultPort));
};

beforeAll(async () => {
  database = await createTestDatabase();
  gates.postgres = await gateBefore(database.url, 5432);
  gates.storage = await gateBefore(PARTS.s3Endpoint, 80);
  gates.temporal = await gateBefore(`http://${PARTS.temporalAddress}`, 7233);
  const url = new URL(database.url);
  url.hostname = '127.0.0.1';
  url.port = String(gates.postgres.port);
  api = await startTestApi({
    DATABASE_URL: url.href,
    S3_ENDPOINT: `http://127.0.0.1:${gates.storage.port}`,
    TEMPORAL_ADDRESS: `127.0.0.1:${gates.temporal.port}`,
  });
});
afterAll(async () => {
  await api.close();
  for (const gate of Object.values(gates)) await gate.remove();
  await database.drop();
});

const ready = async () => {
  const response = await fetch(`${api.url}/health/ready`);
  return { status: response.status, body: (await response.json()) as unknown };
};
const until = async (status: number) => {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await ready();
    if (answer.status === status || Date.now() > deadline) return answer;
  }
};
const up = { status: 200, body: { status: 'up', parts: { postgres: 'up', storage: 'up', temporal: 'up' } } };

test('ready when every part answers; no key is needed', async () => {
  expect(await ready()).toEqual(up);
});

test.each(['postgres', 'storage', 'temporal'] as const)(
  '503 while %s is down, naming it; ready again when it is back',
  async (part) => {
    gates[part].shutDown();
    expect(await until(503)).toEqual({ status: 503, body: { status: 'down', parts: { ...up.body.parts, [part]: 'down' } } });
    const live = await fetch(`${api.url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { status: 'up' }]);
    gates[part].openUp();
    expect(await until(200)).toEqual(up);
  },
);

test('an answer comes within three seconds even when nothing does', async () => {
  for (const gate of Object.values(gates)) gate.shutDown();
  const before = performance.now();
  expect((await until(503)).status).toBe(503);
  expect(performance.now() - before).toBeLessThan(3_000);
  for (const gate of Object.values(gates)) gate.openUp();
  expect(await until(200)).toEqual(up);
});
