import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SetupError } from '../setupError.js';
import { testFolder } from '../testing/folder.js';
import { defaultHome, isReachable, isRoot, makePassableFolder, makePrivateFolder, placesOf } from './places.js';

const root = testFolder();
chmodSync(root, 0o755);

test('REELS_HOME is the root of all; a stack of its own home shares the cache', () => {
  const env = { REELS_HOME: join(root, 'set') };
  expect(placesOf({ env })).toMatchObject({ home: join(root, 'set'), cache: join(root, 'set', 'parts'), data: join(root, 'set', 'data') });
  expect(placesOf({ env, home: join(root, 'other') })).toMatchObject({ home: join(root, 'other'), cache: join(root, 'set', 'parts') });
});

test("a folder in the home, unless root's home is closed to the user that Postgres runs as", () => {
  const [open, closed] = [join(root, 'open'), join(root, 'closed')];
  mkdirSync(open, { mode: 0o755 });
  mkdirSync(closed, { mode: 0o700 });
  expect(isReachable(join(open, 'not', 'yet', 'there'))).toBe(true);
  expect(isReachable(join(closed, 'inside'))).toBe(false);
  expect(defaultHome({ HOME: open })).toBe(join(open, '.podcast-to-reels'));
  expect(defaultHome({ HOME: closed })).toMatch(isRoot() ? /^\/var\/lib\/podcast-to-reels\/[0-9a-f]{8}$/ : /closed/);
});

test('folders are open to pass through, or private', () => {
  makePassableFolder(join(root, 'passable'));
  makePrivateFolder(join(root, 'private'));
  expect(statSync(join(root, 'passable')).mode & 0o001).toBe(0o001);
  expect(statSync(join(root, 'private')).mode & 0o077).toBe(0);
});

test('a folder that cannot be made is a clear sentence', () => {
  writeFileSync(join(root, 'file'), '');
  const making = (): void => makePrivateFolder(join(root, 'file', 'inside'));
  expect(making).toThrow(SetupError);
  expect(making).toThrow('cannot be made or written to (ENOTDIR)');
});
