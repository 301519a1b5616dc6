import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fontPath } from './fontFiles.js';
import { createFontShelf } from './fontShelf.js';

const FONTS = path.resolve('node_modules/@expo-google-fonts');

test('a font is fetched when it is asked for, once', async () => {
  const fetched: string[] = [];
  const shelf = createFontShelf((font) => {
    fetched.push(font);
    return readFile(path.join(FONTS, fontPath(font)));
  });
  const widths = await shelf.run((fonts) => [fonts.width('Anton Regular', 'W'), fonts.width('Geist Mono Medium', 'ii'), fonts.width('Anton Regular', 'i')]);
  expect(widths[0]).toBeGreaterThan(widths[2] ?? Infinity);
  await shelf.run((fonts) => fonts.covers('Anton Regular', 'a'));
  expect((await shelf.file('Anton Regular')).byteLength).toBeGreaterThan(10_000);
  expect(fetched).toEqual(['Anton Regular', 'Geist Mono Medium']);
});

test('what cannot be fetched fails and is asked for again the next time', async () => {
  let failures = 1;
  const shelf = createFontShelf(async (font) => {
    if (failures-- > 0) throw new Error('offline');
    return readFile(path.join(FONTS, fontPath(font)));
  });
  await expect(shelf.run((fonts) => fonts.covers('Anton Regular', 'a'))).rejects.toThrow('offline');
  expect(await shelf.run((fonts) => fonts.covers('Anton Regular', 'a'))).toBe(true);
});

test('an error of the work itself comes through', async () => {
  const shelf = createFontShelf(() => Promise.reject(new Error('not asked')));
  await expect(shelf.run(() => { throw new Error('mine'); })).rejects.toThrow('mine');
});
