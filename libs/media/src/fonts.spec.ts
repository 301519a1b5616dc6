import { expect, test } from '@jest/globals';
import { Blob, Face } from 'harfbuzzjs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FONT_FILES } from '@reels/editing/fonts';
import { makeFontsDir, openFontBook } from './fonts.js';

const FULL_NAME = 4;

test('every font is in its package under the name by which ASS asks for it', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'fonts-'));
  await makeFontsDir(directory, Object.keys(FONT_FILES));
  const names = new Map<string, string>();
  for (const file of await readdir(directory)) names.set(file, new Face(new Blob(await readFile(path.join(directory, file)))).getName(FULL_NAME, 'en'));
  expect([...names.values()].sort()).toEqual(Object.keys(FONT_FILES).sort());
  await rm(directory, { recursive: true });
});

test('a font that the project does not bring is refused', async () => {
  expect(() => openFontBook().width('Comic Sans MS', 'a')).toThrow('No such font');
  await expect(makeFontsDir(tmpdir(), ['Arial'])).rejects.toThrow('No such font');
});

test('measures shaped text: Arabic letters join, a narrow letter is narrower, widths add up', () => {
  const fonts = openFontBook();
  const arabic = 'Noto Sans Arabic Bold';
  expect(fonts.width(arabic, 'خبز')).toBeLessThan(fonts.width(arabic, 'خ') + fonts.width(arabic, 'ب') + fonts.width(arabic, 'ز'));
  expect(fonts.width('Anton Regular', 'i')).toBeLessThan(fonts.width('Anton Regular', 'W'));
  expect(fonts.width('Geist Mono Medium', 'abcd')).toBeCloseTo(4 * fonts.width('Geist Mono Medium', 'a'), 6);
});

test('knows what a font can draw', () => {
  const fonts = openFontBook();
  expect(fonts.covers('Bricolage Grotesque Bold', 'naïve – “word”…')).toBe(true);
  expect(fonts.covers('Bricolage Grotesque Bold', 'слово')).toBe(false);
  expect(fonts.covers('Commissioner Bold', 'слово λέξη')).toBe(true);
  expect(fonts.covers('Noto Emoji Bold', '🎉')).toBe(true);
});
