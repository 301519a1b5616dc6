import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ReelsJson } from '@reels/contracts';
import { highlight, project, reel } from '../testing/project.js';
import { makeFolder, removeOutdated } from './folder.js';
import { deliverReels, toReelsJson } from './reelsJson.js';

const start = process.cwd();
beforeEach(async () => process.chdir(await mkdtemp(join(tmpdir(), 'reels-folder-'))));
afterEach(async () => {
  const folder = process.cwd();
  process.chdir(start);
  await rm(folder, { recursive: true });
});

const exported = async (folder: string, json: ReelsJson) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'reels.json'), JSON.stringify(json));
};
const reelsJson = (id: string, ...titles: string[]) =>
  toReelsJson(
    id,
    deliverReels(
      project(
        titles.map((title) => highlight(title)),
        titles.map((title) => reel(title, { title })),
      ),
    ),
  );

test('by default the folder is called as the episode', async () => {
  expect(await makeFolder(undefined, 'Episode 12: The Baker.mp3', 'p1')).toBe(join('reels-out', 'episode-12-the-baker'));
  expect(await readdir('reels-out')).toEqual(['episode-12-the-baker']);
});

test('what another project has made stays; the own folder is found again', async () => {
  await exported('reels-out/baker', reelsJson('p1', 'a'));
  await exported('reels-out/baker-2', reelsJson('p2', 'a'));
  expect(await makeFolder(undefined, 'baker.mp3', 'p1')).toBe(join('reels-out', 'baker'));
  expect(await makeFolder(undefined, 'baker.mp3', 'p2')).toBe(join('reels-out', 'baker-2'));
  expect(await makeFolder(undefined, 'baker.mp3', 'p3')).toBe(join('reels-out', 'baker-3'));
});

test('a folder that was asked for is used as it is', async () => {
  await exported('clips', reelsJson('p1', 'a'));
  expect(await makeFolder('clips', 'baker.mp3', 'p2')).toBe('clips');
});

test('a folder that cannot be made is told with what to do', async () => {
  await writeFile('clips', '');
  await expect(makeFolder('clips', 'baker.mp3', 'p1')).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    nextStep: 'Give another folder by --out.',
  });
});

test('a new export removes what the last one of the same project had, and nothing else', async () => {
  await exported('clips', reelsJson('p1', 'old', 'kept'));
  for (const name of ['01-old.mp4', '01-old.jpg', '02-kept.mp4', '01-kept.mp4', 'mine.mp4'])
    await writeFile(join('clips', name), '');
  await removeOutdated('clips', reelsJson('p1', 'kept'));
  expect((await readdir('clips')).sort()).toEqual(['01-kept.mp4', 'mine.mp4', 'reels.json']);
});

test('another project, or a forged list, removes nothing', async () => {
  const forged = reelsJson('p1', 'a');
  forged.reels = forged.reels.map((each) => ({ ...each, file: '../mine.mp4' }));
  await exported('clips', forged);
  await writeFile('mine.mp4', '');
  await removeOutdated('clips', reelsJson('p2', 'b'));
  await removeOutdated('clips', reelsJson('p1', 'b'));
  expect(await readdir('.')).toContain('mine.mp4');
});
