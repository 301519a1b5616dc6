import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testFolder } from '../testing/folder.js';
import { zipOf } from '../testing/zip.js';
import { unpackTar, unpackZip } from './archives.js';

const folder = testFolder();
const longName = `${'a-long-folder-name/'.repeat(12)}file.txt`;

test('a tar gives files, long names, links, and programs that can be run', async () => {
  const source = join(folder, 'source');
  mkdirSync(join(source, longName, '..'), { recursive: true });
  writeFileSync(join(source, longName), 'long');
  writeFileSync(join(source, 'program'), '#!/bin/sh\necho it runs\n', { mode: 0o600 });
  symlinkSync('program', join(source, 'link'));
  for (const format of ['gnu', 'pax']) {
    const archive = join(folder, `${format}.tgz`);
    execFileSync('tar', ['--format', format, '-czf', archive, '-C', source, '.']);
    const target = join(folder, format);
    await unpackTar(archive, target, (path) => path.replace(/^\.\//, ''));
    expect(readFileSync(join(target, longName), 'utf8')).toBe('long');
    expect(readlinkSync(join(target, 'link'))).toBe('program');
    expect(execFileSync(join(target, 'link'), { encoding: 'utf8' })).toBe('it runs\n');
  }
});

test('a zip gives the files that are asked for', async () => {
  const archive = join(folder, 'some.zip');
  writeFileSync(archive, zipOf({ 'a/one.txt': Buffer.from('one'), 'a/two.bin': Buffer.from('\x7fELF', 'latin1'), 'b/three': Buffer.alloc(100_000, 7) }));
  const target = join(folder, 'zip');
  await unpackZip(archive, target, (path) => (path.startsWith('b') ? null : basename(path)));
  expect(readFileSync(join(target, 'one.txt'), 'utf8')).toBe('one');
  expect(statSync(join(target, 'two.bin')).mode & 0o777).toBe(0o755);
  expect(statSync(join(target, 'three'), { throwIfNoEntry: false })).toBeUndefined();
});

test('no archive writes outside of its folder', async () => {
  const archive = join(folder, 'bad.zip');
  writeFileSync(archive, zipOf({ '../escaped': Buffer.from('x') }));
  await expect(unpackZip(archive, join(folder, 'safe'))).rejects.toThrow('outside of its folder');

  const source = join(folder, 'links');
  mkdirSync(source);
  symlinkSync('../../etc', join(source, 'out'));
  execFileSync('tar', ['-czf', join(folder, 'bad.tgz'), '-C', source, 'out']);
  await expect(unpackTar(join(folder, 'bad.tgz'), join(folder, 'safe'))).rejects.toThrow('outside of its folder');
});
