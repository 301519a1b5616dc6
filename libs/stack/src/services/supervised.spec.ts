import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SetupError } from '../setupError.js';
import { identify } from '../system/processes.js';
import type { ProcessIdentity } from '../system/processes.js';
import { testFolder } from '../testing/folder.js';
import { LogFile } from './logFile.js';
import { ProcessList, stackMarker } from './processList.js';
import type { StackEvent } from './service.js';
import { SupervisedService } from './supervised.js';
import type { ServiceSpec } from './supervised.js';

const root = testFolder();
let folder: string;
let events: StackEvent[];
let givenUp: SetupError[];
let services: SupervisedService[];
let count = 0;

beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
  [events, givenUp, services] = [[], [], []];
});
afterEach(() => Promise.all(services.map((service) => service.stop({ fast: true }))));

/** A service whose program is a script; it is ready when the script has said so by making a file. */
function service(script: string, changes: Partial<ServiceSpec> = {}): SupervisedService {
  const ready = join(folder, 'ready');
  const spec: ServiceSpec = {
    name: 'api',
    title: 'a test',
    program: '/bin/sh',
    args: ['-c', script.replaceAll('READY', `touch ${ready}`)],
    env: { PATH: process.env.PATH, REELS_HOME: folder },
    isReady: () => Promise.resolve(existsSync(ready)),
    readyMs: 5_000,
    stopSignal: 'SIGTERM',
    stopMs: 5_000,
    ...changes,
  };
  const log = new LogFile(join(folder, 'log'));
  const around = { log, processes: new ProcessList(folder, stackMarker(folder)), marker: stackMarker(folder), onEvent: (event: StackEvent) => events.push(event), onGivenUp: (error: SetupError) => givenUp.push(error) };
  const made = new SupervisedService(spec, around);
  services.push(made);
  return made;
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); await sleep(20)) if (Date.now() > end) throw new Error('it did not happen');
}
const kinds = (): string[] => events.map(({ kind }) => kind);

test('a service that is killed is started again, and says so', async () => {
  const made = service('echo working; READY; exec sleep 60');
  await made.start();
  const first = made.pid ?? 0;
  process.kill(first, 'SIGKILL');
  await until(() => kinds().filter((kind) => kind === 'up').length === 2);
  expect(made.pid).not.toBe(first);
  expect(kinds()).toEqual(['starting', 'up', 'died', 'starting', 'up']);
  expect(events[2]).toMatchObject({ reason: 'ended by SIGKILL', lastLines: ['working'] });
});

test('one that does not come up fails with the end of its log', async () => {
  await expect(service('echo something is wrong >&2; exit 3').start()).rejects.toThrow(/ended with code 3\.\n {2}something is wrong/);
});

test('one that never answers is given up and ended', async () => {
  const made = service('exec sleep 60', { readyMs: 200 });
  await expect(made.start()).rejects.toThrow('did not answer within 0.2 s');
  const pid = made.pid ?? 0;
  await made.stop();
  expect(identify(pid)).toBeNull();
});

test('a full disk and a taken port are told in plain words', async () => {
  await expect(service('echo "write failed: No space left on device"; exit 1').start()).rejects.toThrow('the disk is full');
  await expect(service('echo "listen EADDRINUSE: 127.0.0.1"; exit 1').start()).rejects.toThrow('its port is taken by another program');
});

test('one that ends in order is asked to, and what it leaves running is ended', async () => {
  const made = service(`sleep 60 & echo $! > ${join(folder, 'child')}; trap "echo bye >> ${join(folder, 'said')}; exit 0" TERM; READY; while true; do sleep 0.05; done`);
  await made.start();
  await made.stop();
  expect(readFileSync(join(folder, 'said'), 'utf8')).toBe('bye\n');
  if (process.platform === 'linux') await until(() => identify(Number(readFileSync(join(folder, 'child'), 'utf8'))) === null);
});

test('one that does not listen is killed when its time is up, at once when hurried', async () => {
  const deaf = 'trap "" TERM; READY; while true; do sleep 0.05; done';
  const patient = service(deaf, { stopMs: 300 });
  await patient.start();
  const started = Date.now();
  await patient.stop();
  expect(Date.now() - started).toBeGreaterThanOrEqual(300);
  expect(Date.now() - started).toBeLessThan(2_000);

  folder = join(root, String(count++));
  const slow = service(deaf, { stopMs: 60_000 });
  await slow.start();
  const stopping = slow.stop();
  slow.hurry();
  await stopping;
  expect(slow.pid).toBeUndefined();
});

test('what an earlier start left running is stopped, and nothing else', async () => {
  const left = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  const list = new ProcessList(folder, stackMarker(folder));
  list.add('api', identify(left.pid ?? 0) as ProcessIdentity);
  // An id that by now belongs to another program: this one.
  list.add('worker', { pid: process.pid, since: '1@another-boot' });
  await new ProcessList(folder, stackMarker(folder)).endLeftovers((event) => events.push(event));
  expect(identify(left.pid ?? 0)).toBeNull();
  expect(events).toEqual([{ kind: 'cleaned', message: `The API (process ${left.pid}), left running by an earlier start, was stopped.` }]);
});
