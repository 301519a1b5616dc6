import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { ensureParts } from '../parts/ensureParts.js';
import { identify } from '../system/processes.js';
import { testFolder } from '../testing/folder.js';
import { LogFile } from './logFile.js';
import { freePort } from './ports.js';
import { clearPidFile, postgresService, recordsVersion } from './postgresService.js';
import { ProcessList, stackMarker } from './processList.js';
import type { StackEvent } from './service.js';
import { SupervisedService } from './supervised.js';
import type { ServiceSpec } from './supervised.js';

const root = testFolder();
const folder = join(root, 'records');
let programs: string;
let events: StackEvent[] = [];
let running: SupervisedService[] = [];

const onEvent = (event: StackEvent): void => void events.push(event);
const newSpec = async (): Promise<ServiceSpec> => postgresService({ programs, folder, port: await freePort(), password: 'secret', env: process.env, onEvent });

async function newPostgres(): Promise<SupervisedService> {
  const marker = stackMarker(root);
  const service = new SupervisedService(await newSpec(), { log: new LogFile(join(root, 'log')), processes: new ProcessList(root, marker), marker, onEvent, onGivenUp: () => {} });
  running.push(service);
  return service;
}

beforeAll(async () => {
  chmodSync(root, 0o755);
  programs = (await ensureParts(['postgres'], { env: process.env })).postgres.path;
}, 300_000);

afterEach(async () => {
  await Promise.all(running.map((service) => service.stop()));
  [running, events] = [[], []];
});

test('it makes its records, starts (also for root), and stops in order', async () => {
  expect(recordsVersion(folder)).toBeUndefined();
  const service = await newPostgres();
  await service.start();
  expect(recordsVersion(folder)).toBeGreaterThanOrEqual(15);
  await service.stop();
  expect(readFileSync(join(root, 'log'), 'utf8')).toContain('database system is shut down');
}, 60_000);

test('a server that a killed start left on the records is stopped, and its records are taken over', async () => {
  const spec = await newSpec();
  const left = spawn(spec.program, spec.args, { ...spec.user, cwd: '/', stdio: 'ignore', detached: true });
  while (!(await spec.isReady(left.pid ?? 0))) await sleep(50);
  const next = await newPostgres();
  await next.start();
  expect(identify(left.pid ?? 0)).toBeNull();
  expect(events.map(({ kind }) => kind)).toContain('cleaned');
}, 60_000);

test('the children of a killed postmaster are waited for', async () => {
  const service = await newPostgres();
  await service.start();
  process.kill(service.pid ?? 0, 'SIGKILL');
  const next = await newPostgres();
  await service.stop();
  await next.start();
  expect(next.pid).toBeGreaterThan(0);
}, 60_000);

test('a note that names the id of another program is removed, and that program left alone', async () => {
  const stale = join(root, 'stale');
  mkdirSync(stale);
  const other = spawn('sleep', ['60']);
  writeFileSync(join(stale, 'postmaster.pid'), `${other.pid}\n${stale}\n0\n5432\n\n127.0.0.1\n0\nready\n`);
  await clearPidFile(stale, (event) => events.push(event));
  expect(identify(other.pid ?? 0)).not.toBeNull();
  expect(events).toEqual([]);
  expect(() => readFileSync(join(stale, 'postmaster.pid'))).toThrow('ENOENT');
  other.kill();
});
