import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { doctor } from '../doctor.js';
import type { DoctorLine } from '../doctor.js';
import { SetupError } from '../setupError.js';
import { identify } from '../system/processes.js';
import { testFolder } from '../testing/folder.js';
import { answersOk } from './answers.js';
import type { Stack, StackEvent } from './service.js';
import { findRunningStack } from './stackFile.js';
import { startStack } from './startStack.js';

/** The stores and the engine, without the project's own processes: those have tests of their own. */
const services = ['postgres', 'minio', 'temporal'] as const;
const home = testFolder();
let events: StackEvent[] = [];
let stack: Stack;

/** The stack of the tests hands its own token on. */
const env = { ...process.env, OWNER_TOKEN: undefined };
const start = (changes: { signal?: AbortSignal } = {}): Promise<Stack> => startStack({ env, home, ports: 'free', services, onEvent: (event) => events.push(event), ...changes });
const kinds = (kind: StackEvent['kind']): StackEvent[] => events.filter((event) => event.kind === kind);

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds()); await sleep(50)) if (Date.now() > end) throw new Error('it did not happen');
}

beforeAll(async () => {
  stack = await start();
}, 900_000);
afterAll(() => stack.stop({ fast: true }), 60_000);

test('a stack is up with its addresses, its secrets kept from others', async () => {
  expect(Object.keys(stack.pids()).sort()).toEqual(['minio', 'postgres', 'temporal']);
  expect(await answersOk(`${stack.addresses.minio}/minio/health/live`)).toBe(true);
  expect(await answersOk(stack.addresses.temporalUi)).toBe(true);
  for (const file of ['run/stack.json', 'data/credentials.json']) expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
});

test('a second start on the same folder is refused in plain words', async () => {
  const second = start();
  await expect(second).rejects.toThrow(/A stack is already up, or just starting, on .*\(process \d+\)/);
  await expect(second).rejects.toBeInstanceOf(SetupError);
});

test('a service that is killed comes back at its place', async () => {
  const { temporal = 0 } = stack.pids();
  process.kill(temporal, 'SIGKILL');
  await until(() => kinds('died').length === 1);
  await until(async () => stack.pids().temporal !== undefined && (await answersOk(stack.addresses.temporalUi)));
  expect(kinds('died')).toMatchObject([{ service: 'temporal', reason: 'ended by SIGKILL' }]);
}, 60_000);

test('a stack without an answering API is not taken for a running one, and the doctor says so', async () => {
  expect(await findRunningStack({ env: process.env, home, patienceMs: 0 })).toBeNull();
  const lines: DoctorLine[] = [];
  for await (const line of doctor({ env: process.env, home })) lines.push(line);
  expect(lines.find(({ what }) => what === 'stack')).toMatchObject({ state: 'wrong', mend: expect.stringContaining(`kill ${process.pid}`) });
  expect(lines.filter(({ what }) => ['ffmpeg', 'postgres', 'temporal', 'minio', 'speech-model'].includes(what)).map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
}, 60_000);

test('it stops in order and leaves nothing behind; the next start finds the same records', async () => {
  const pids = Object.values(stack.pids());
  events = [];
  await stack.stop();
  await stack.stopped;
  expect(kinds('stopping').map((event) => 'service' in event && event.service)).toEqual(['temporal', 'minio', 'postgres']);
  expect(pids.map(identify)).toEqual([null, null, null]);
  expect(existsSync(join(home, 'run/stack.json'))).toBe(false);

  // What a start that was killed leaves: its file, and a lock of a process that is gone.
  writeFileSync(join(home, 'run/stack.json'), '{}');
  writeFileSync(join(home, 'run/lock'), JSON.stringify({ pid: 1, since: '1@another-boot' }));
  const { apiKey, env: before } = stack;
  stack = await start();
  expect(stack.apiKey).toBe(apiKey);
  // The link of an earlier start opens nothing.
  expect(stack.env.OWNER_TOKEN).toMatch(/^[\w-]{32}$/);
  expect(stack.env.OWNER_TOKEN).not.toBe(before.OWNER_TOKEN);
}, 120_000);

test('a start that is given up stops what it has started', async () => {
  await stack.stop();
  const giving = new AbortController();
  events = [];
  const starting = startStack({ env: process.env, home, ports: 'free', services, signal: giving.signal, onEvent: (event) => event.kind === 'starting' && giving.abort() });
  await expect(starting).rejects.toThrow('aborted');
  await until(() => !existsSync(join(home, 'run/lock')));
  expect(existsSync(join(home, 'data/postgres/postmaster.pid'))).toBe(false);
}, 60_000);
