import { widenCharacterMap } from './characterMap.js';

/**
 * The font as it is given to libass, so that every libass draws the same: the renderer's, old or new, and the preview's.
 * libass knows all of its characters (`widenCharacterMap`), and FreeType does not hint it by itself (`keepFromAutoHinting`).
 */
export function fontForLibass(font: Uint8Array): Uint8Array {
  const kept = keepFromAutoHinting(font);
  widenCharacterMap(kept);
  return kept;
}

const HEADER_BYTES = 12;
const ENTRY_BYTES = 16;
/** "Round to grid", which is the rule that holds without it (OpenType 1.9, "TrueType instruction set"). */
const RTG = 0x18;
/** FreeType takes a TrueType font for one without hints of its own while its `prep` has no more than 7 bytes (FT_Load_Glyph). */
const PREP_BYTES = 16;

/**
 * libass lets FreeType hint what it measures, and a font without instructions goes through FreeType's auto-hinter, whose advance widths
 * differ by its version: letters then stand up to a pixel apart from where they should. A longer control program ("prep") that does nothing keeps
 * the auto-hinter out. Gives a copy; fonts with instructions of their own, and those that are not TrueType, come back as they were.
 */
function keepFromAutoHinting(font: Uint8Array): Uint8Array {
  const tables = readTables(font);
  const prep = tables.get('prep') ?? new Uint8Array();
  if (!tables.has('glyf') || prep.length > 7) return new Uint8Array(font);
  const longer = new Uint8Array(PREP_BYTES).fill(RTG);
  longer.set(prep);
  return writeTables(font.subarray(0, 4), new Map([...tables, ['prep', longer]]));
}

function readTables(font: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const entries = Array.from({ length: view.getUint16(4) }, (_, at) => HEADER_BYTES + ENTRY_BYTES * at);
  return new Map(
    entries.map((at) => {
      const from = view.getUint32(at + 8);
      return [String.fromCharCode(...font.subarray(at, at + 4)), font.subarray(from, from + view.getUint32(at + 12))];
    }),
  );
}

/** A font file of these tables (OpenType 1.9, "Organization of an OpenType font"); check sums, which nobody reads, stay 0. */
function writeTables(version: Uint8Array, tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const aligned = (bytes: number): number => (bytes + 3) & ~3;
  const directory = HEADER_BYTES + ENTRY_BYTES * sorted.length;
  const font = new Uint8Array(sorted.reduce((sum, [, table]) => sum + aligned(table.length), directory));
  const view = new DataView(font.buffer);
  const power = Math.floor(Math.log2(sorted.length));
  font.set(version);
  view.setUint16(4, sorted.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * sorted.length - 16 * 2 ** power);
  let from = directory;
  for (const [at, [tag, table]] of sorted.entries()) {
    const entry = HEADER_BYTES + ENTRY_BYTES * at;
    font.set([...tag].map((letter) => letter.charCodeAt(0)), entry);
    view.setUint32(entry + 8, from);
    view.setUint32(entry + 12, table.length);
    font.set(table, from);
    from += aligned(table.length);
  }
  return font;
}
