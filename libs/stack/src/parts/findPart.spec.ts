import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { testFolder } from '../testing/folder.js';
import { ffmpeg } from './ffmpeg.js';
import { cacheFolder, findPart, VERSION_FILE } from './findPart.js';
import { speechModel } from './models.js';

const root = testFolder();
const GOOD = 'configuration: --enable-libx264 --enable-libass\nlibavformat    59. 27.100';
let bin: string;
let cache: string;
let count = 0;

beforeEach(() => {
  const folder = join(root, String(count++));
  [bin, cache] = [join(folder, 'bin'), join(folder, 'cache')];
  mkdirSync(bin, { recursive: true });
});

/** A program that says what it is asked to, in a folder that is on the PATH. */
function program(name: string, says: string): string {
  const path = join(bin, name);
  writeFileSync(path, `#!/bin/sh\ncat <<'END'\n${says}\nEND\n`, { mode: 0o755 });
  return path;
}

function inCache(): string {
  const folder = cacheFolder(cache, ffmpeg);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ffmpeg'), '');
  writeFileSync(join(folder, VERSION_FILE), '7.0');
  return join(folder, 'ffmpeg');
}

/** The PATH holds the test's folder first; what this machine has comes after it. */
const find = (env: Record<string, string> = {}) => findPart(ffmpeg, { host: { platform: 'linux-x64', env: { PATH: `${bin}:/usr/bin:/bin`, ...env } }, cache, paths: {} });

test('a fit program on the PATH is used', async () => {
  const path = program('ffmpeg', `ffmpeg version 5.1.9-0+deb12u1\n${GOOD}`);
  inCache();
  expect(await find()).toEqual({ name: 'ffmpeg', path, version: '5.1.9-0+deb12u1', from: 'system' });
});

test.each([
  ['without libass', 'ffmpeg version 6.0\nconfiguration: --enable-libx264\nlibavformat 60. 3.100', 'libass'],
  ['too old', `ffmpeg version 4.4.2\n${GOOD.replace('59', '58')}`, 'older than 5.0'],
])('a program %s is passed over', async (_, says, problem) => {
  program('ffmpeg', says);
  const result = await findPart({ ...ffmpeg, candidates: () => [join(bin, 'ffmpeg')] }, { host: { platform: 'linux-x64', env: {} }, cache, paths: {} });
  expect(result).toEqual({ name: 'ffmpeg', problem: expect.stringContaining(problem) });
  const path = inCache();
  const second = await findPart({ ...ffmpeg, candidates: () => [join(bin, 'ffmpeg')] }, { host: { platform: 'linux-x64', env: {} }, cache, paths: {} });
  expect(second).toEqual({ name: 'ffmpeg', path, version: '7.0', from: 'cache' });
});

test('a setting wins, by path or by name', async () => {
  program('ffmpeg', `ffmpeg version 5.1\n${GOOD}`);
  const own = program('my-ffmpeg', `ffmpeg version 7.1\n${GOOD}`);
  expect(await find({ FFMPEG_PATH: own })).toEqual({ name: 'ffmpeg', path: own, version: '7.1', from: 'settings' });
  expect(await find({ FFMPEG_PATH: 'my-ffmpeg' })).toMatchObject({ path: own, from: 'settings' });
});

test('a setting that names nothing, or something unfit, is an error: nothing stands in for it', async () => {
  inCache();
  program('ffmpeg', `ffmpeg version 5.1\n${GOOD}`);
  program('bare', 'ffmpeg version 7.1\nlibavformat 61');
  expect(await find({ FFMPEG_PATH: '/nowhere/ffmpeg' })).toMatchObject({ setting: 'FFMPEG_PATH', problem: 'FFMPEG_PATH is /nowhere/ffmpeg, and there is no such program' });
  expect(await find({ FFMPEG_PATH: 'bare' })).toMatchObject({ setting: 'FFMPEG_PATH', problem: expect.stringContaining('libx264 and libass') });
});

test('a model is known by its first bytes', async () => {
  const model = join(bin, 'model.bin');
  const look = () => findPart(speechModel, { host: { platform: 'linux-x64', env: { WHISPER_MODEL_PATH: model } }, cache, paths: {} });
  writeFileSync(model, 'lmgg and so on');
  expect(await look()).toMatchObject({ path: model, from: 'settings' });
  writeFileSync(model, '<html>');
  expect(await look()).toMatchObject({ setting: 'WHISPER_MODEL_PATH', problem: expect.stringContaining('is no whisper.cpp model') });
});
