import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testFolder } from '../testing/folder.js';
import { holderOf, isLock, takeLock } from './lock.js';
import { identify } from './processes.js';

const folder = testFolder();

test('a lock is held by one, and free again when released', () => {
  const file = join(folder, 'one');
  const lock = takeLock(file);
  expect(isLock(lock)).toBe(true);
  expect(takeLock(file)).toEqual(identify(process.pid));
  if (isLock(lock)) lock.release();
  expect(holderOf(file)).toBeNull();
  expect(isLock(takeLock(file))).toBe(true);
});

test('the lock of a process that died does not count', async () => {
  const file = join(folder, 'dead');
  const child = spawn('sleep', ['60']);
  writeFileSync(file, JSON.stringify(identify(child.pid ?? 0)));
  expect(takeLock(file)).toMatchObject({ pid: child.pid });
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
  expect(isLock(takeLock(file))).toBe(true);
});

test('a later process with the same id is not taken for the holder', () => {
  const file = join(folder, 'reused');
  writeFileSync(file, JSON.stringify({ pid: process.pid, since: '1@another-boot' }));
  expect(isLock(takeLock(file))).toBe(true);
});

test('a lock that nobody can read does not count', () => {
  const file = join(folder, 'garbage');
  writeFileSync(file, '{');
  expect(isLock(takeLock(file))).toBe(true);
  expect(existsSync(`${file}.${process.pid}`)).toBe(false);
});
