import { expect, test } from '@jest/globals';
import { Blob, Face } from 'harfbuzzjs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createFontBook } from './fontBook.js';
import { fontPath } from './fontFiles.js';
import { fontForLibass } from './forLibass.js';

const read = (font: string): Promise<Uint8Array> => readFile(path.resolve('node_modules/@expo-google-fonts', fontPath(font)));
const TABLES = ['head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf', 'name', 'OS/2', 'GPOS', 'GSUB'];

// With a short control program, with none, with one of its own.
test.each(['Bricolage Grotesque Bold', 'Poppins ExtraBold', 'Anton Regular'])('%s keeps its letters and cannot be hinted automatically', async (name) => {
  const before = await read(name);
  const original = new Uint8Array(before);
  const font = fontForLibass(before);
  expect(new Uint8Array(before)).toEqual(original);
  const [was, is] = [new Face(new Blob(original)), new Face(new Blob(font))];
  expect(is.referenceTable('prep')?.byteLength).toBeGreaterThan(7);
  for (const table of TABLES) expect(is.referenceTable(table)).toEqual(was.referenceTable(table));
  const books = [original, font].map((bytes) => createFontBook(() => bytes));
  expect(books[1]?.width(name, 'Somebody who keeps a promise')).toBe(books[0]?.width(name, 'Somebody who keeps a promise'));
});
