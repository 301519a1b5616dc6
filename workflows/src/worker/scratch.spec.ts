import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownScratch } from './scratch.js';

let root: string;
beforeAll(async () => {
  root = path.join(await mkdtemp(path.join(tmpdir(), 'scratch-')), 'work');
});
afterAll(() => rm(path.dirname(root), { recursive: true }));

test('a worker begins with a folder of its own that is there and empty; the dead leave nothing, the living are left alone', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  for (const pid of [dead, process.ppid, process.pid]) {
    await mkdir(path.join(root, String(pid)), { recursive: true });
    await writeFile(path.join(root, String(pid), 'half.mp4'), '');
  }
  const own = await ownScratch(root);
  expect(await readdir(own)).toEqual([]);
  expect((await readdir(root)).sort()).toEqual([String(process.pid), String(process.ppid)].sort());
});
