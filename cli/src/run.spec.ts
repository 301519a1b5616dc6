import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from './run.js';
import { createPaint } from './terminal/terminal.js';
import type { Screen } from './terminal/terminal.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'reels-run-'))));
afterAll(() => rm(folder, { recursive: true }));

/** Runs a line with both streams caught. */
async function reels(...line: string[]) {
  const texts = { out: '', err: '' };
  const screen = (name: keyof typeof texts): Screen => ({
    write: (text) => void (texts[name] += text),
    live: false,
    columns: 100,
    rows: 24,
    paint: createPaint(false),
  });
  const exitCode = await run(line, {
    terminal: { out: screen('out'), err: screen('err') },
    signal: new AbortController().signal,
    onHurry: () => {},
  });
  return { exitCode, ...texts };
}

test('nothing at all: the help, as an error, since nothing was made', async () => {
  const { exitCode, err, out } = await reels();
  expect([exitCode, out]).toEqual([2, '']);
  expect(err).toContain('reels EPISODE [options]');
});

test.each([[['--help']], [['-h']], [['help']]])('%j shows the overview', async (line) => {
  expect(await reels(...line)).toMatchObject({ exitCode: 0, out: expect.stringContaining('Commands:'), err: '' });
});

test.each([[['approve', '--help']], [['help', 'approve']], [['--help', 'approve']]])(
  '%j shows the help of a command',
  async (line) => {
    expect(await reels(...line)).toMatchObject({ exitCode: 0, out: expect.stringContaining('reels approve ID [--only') });
  },
);

test('the version', async () => {
  expect(await reels('--version')).toEqual({ exitCode: 0, out: expect.stringMatching(/^reels \d+\.\d+\.\d+\n$/), err: '' });
});

test('a wrong option: a sentence that names it, and exit code 2', async () => {
  expect(await reels('episode.mp3', '--reals', '3')).toEqual({
    exitCode: 2,
    out: '',
    err: '✗ --reals is not an option. Did you mean --reels?\n  "reels --help" tells how it is used.\n',
  });
});

test('a wrong value of a command', async () => {
  const { exitCode, err } = await reels('highlights', 'x.srt', '--min', 'soon');
  expect(exitCode).toBe(2);
  expect(err).toContain('--min takes a time such as 20, 20s, 1:05 or 1m5s, not "soon".\n  "reels highlights --help" tells');
});

test('with --json an error is one line of JSON', async () => {
  const { exitCode, out, err } = await reels('no-such.mp3', '--json');
  expect([exitCode, err]).toEqual([2, '']);
  expect(JSON.parse(out)).toEqual({
    type: 'error',
    code: 'USAGE',
    message: 'There is no file "no-such.mp3".',
    nextStep: '"reels --help" tells how it is used.',
    exitCode: 2,
  });
});

test('a mistyped command is neither a file nor a mystery', async () => {
  expect((await reels('statsu')).err).toContain(
    'There is no file "statsu", and no command of that name. Did you mean "reels status"?',
  );
});

test('episodes that cannot be one are refused before anything is started', async () => {
  await writeFile(join(folder, 'empty.mp3'), '');
  expect(await reels(join(folder, 'empty.mp3'))).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('The file is empty. [EMPTY]'),
  });
  expect(await reels(folder)).toMatchObject({ exitCode: 2, err: expect.stringContaining('is not a file') });
  expect(await reels('ftp://example.org/a.mp3')).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining('is not an http or https address'),
  });
});

test('a transcript that is none is refused before anything is uploaded', async () => {
  await writeFile(join(folder, 'episode.mp3'), 'sound');
  await writeFile(join(folder, 'wrong.srt'), 'no times here');
  const { exitCode, err } = await reels(join(folder, 'episode.mp3'), '--transcript', join(folder, 'wrong.srt'));
  expect(exitCode).toBe(1);
  expect(err).toContain('[BAD_TRANSCRIPT]');
});
