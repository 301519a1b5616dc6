import type { FontBook, FontMetrics } from '@reels/contracts';
import { Blob, Buffer as TextBuffer, Face, Font, shape } from 'harfbuzzjs';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { FONT_FILES } from './fontFiles.js';

/** The file of a font by its full name; throws for a font that the project does not bring. */
function fontFile(name: string): string {
  const file = (FONT_FILES as Record<string, string | undefined>)[name];
  if (!file) throw new Error(`No such font: ${name}`);
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/${file}`);
}

/** Fills a folder with the files of these fonts (full names) for libass's `fontsdir`. */
export async function makeFontsDir(directory: string, fonts: readonly string[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  await Promise.all(
    fonts.map(fontFile).map(async (file) => {
      const font = await readFile(file);
      widenCharacterMap(font);
      await writeFile(path.join(directory, path.basename(file)), font);
    }),
  );
}

const WINDOWS = 3;
const [BASIC_PLANE, ALL_PLANES] = [1, 10];

/**
 * Points a font's character map for the basic plane at the one for all planes, where it has both: libass up to 0.17.1 takes the first of the two
 * and then knows no emoji. (OpenType 1.9, "Table directory" and "cmap".)
 */
function widenCharacterMap(font: Buffer): void {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + 16 * at);
  const directoryEntry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (directoryEntry === undefined) return;
  const cmap = font.readUInt32BE(directoryEntry + 8);
  const maps = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => cmap + 4 + 8 * at);
  const find = (encoding: number): number | undefined => maps.find((at) => font.readUInt16BE(at) === WINDOWS && font.readUInt16BE(at + 2) === encoding);
  const [basic, all] = [find(BASIC_PLANE), find(ALL_PLANES)];
  if (basic !== undefined && all !== undefined) font.copy(font, basic + 4, all + 4, all + 8);
}

/**
 * The fonts that the project brings, measured as libass draws them: shaped by HarfBuzz, with the line height of the OS/2 table's
 * Windows metrics. A font file is read when it is first asked for; widths are remembered.
 */
export function openFontBook(): FontBook {
  const opened = new Map<string, MeasuredFont>();
  const open = (name: string): MeasuredFont => {
    const font = opened.get(name) ?? new MeasuredFont(readFileSync(fontFile(name)));
    opened.set(name, font);
    return font;
  };
  return {
    metrics: (name) => open(name).metrics,
    covers: (name, text) => open(name).covers(text),
    width: (name, text) => open(name).width(text),
  };
}

class MeasuredFont {
  readonly metrics: FontMetrics;
  readonly #font: Font;
  readonly #characters: ReadonlySet<number>;
  readonly #widths = new Map<string, number>();
  readonly #unitsPerEm: number;

  constructor(file: Uint8Array) {
    const face = new Face(new Blob(file));
    this.#font = new Font(face);
    this.#unitsPerEm = face.upem;
    this.#characters = new Set(face.collectUnicodes());
    this.metrics = readMetrics(face.referenceTable('OS/2'), face.upem);
  }

  covers(text: string): boolean {
    return [...text].every((character) => this.#characters.has(character.codePointAt(0) ?? 0));
  }

  width(text: string): number {
    const known = this.#widths.get(text);
    if (known !== undefined) return known;
    const buffer = new TextBuffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    shape(this.#font, buffer);
    const width = buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0) / this.#unitsPerEm;
    this.#widths.set(text, width);
    return width;
  }
}

/** usWinAscent, usWinDescent and sCapHeight of the OS/2 table (OpenType 1.9, "OS/2"), in ems. */
function readMetrics(os2: Uint8Array | undefined, unitsPerEm: number): FontMetrics {
  if (!os2 || os2.byteLength < 90) throw new Error('The font has no OS/2 table of version 2 or newer');
  const table = new DataView(os2.buffer, os2.byteOffset, os2.byteLength);
  return { ascent: table.getUint16(74) / unitsPerEm, descent: table.getUint16(76) / unitsPerEm, capHeight: table.getInt16(88) / unitsPerEm };
}
