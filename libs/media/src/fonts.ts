import type { FontBook } from '@reels/contracts';
import { createFontBook, fontForLibass, fontPath } from '@reels/editing/fonts';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The file of a font by its full name; throws for a font that the project does not bring. */
const fontFile = (name: string): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/${fontPath(name)}`);

/** Fills a folder with the files of these fonts (full names) for libass's `fontsdir`. */
export async function makeFontsDir(directory: string, fonts: readonly string[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  await Promise.all(
    fonts.map(fontFile).map(async (file) => {
      await writeFile(path.join(directory, path.basename(file)), fontForLibass(await readFile(file)));
    }),
  );
}

/** The fonts that the project brings, measured as libass draws them. */
export const openFontBook = (): FontBook => createFontBook((name) => readFileSync(fontFile(name)));
