import type { FontBook, FontMetrics } from '@reels/contracts';
import { Blob, Buffer as TextBuffer, Face, Font, shape } from 'harfbuzzjs';

/**
 * Fonts measured as libass draws them: shaped by HarfBuzz, with the line height of the OS/2 table's Windows metrics.
 * Runs wherever HarfBuzz's WebAssembly does. `read` gives the bytes of a font file by the font's full name, or throws; it is asked
 * when a font is first used. Widths are remembered.
 */
export function createFontBook(read: (font: string) => Uint8Array): FontBook {
  const opened = new Map<string, MeasuredFont>();
  const open = (name: string): MeasuredFont => {
    const font = opened.get(name) ?? new MeasuredFont(read(name));
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
