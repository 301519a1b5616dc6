import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testFolder } from '../testing/folder.js';
import { LogFile } from './logFile.js';

const folder = testFolder();

test('a log keeps its size, the one before it, and its last lines', () => {
  const path = join(folder, 'logs', 'some.log');
  const log = new LogFile(path, 1_000);
  for (let line = 1; line <= 100; line++) log.write(Buffer.from(`line number ${String(line).padStart(3, '0')}\n`));
  log.write(Buffer.from('unfinished'));
  expect(statSync(path).size).toBeLessThanOrEqual(1_000);
  expect(statSync(`${path}.1`).size).toBeLessThanOrEqual(1_000);
  expect(readFileSync(path, 'utf8')).toContain('line number 100\nunfinished');
  expect(log.lines()).toHaveLength(21);
  expect(log.lines().slice(-2)).toEqual(['line number 100', 'unfinished']);
  log.begin();
  expect(log.lines()).toEqual([]);
});
