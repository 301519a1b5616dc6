const WINDOWS = 3;
const [BASIC_PLANE, ALL_PLANES] = [1, 10];

/**
 * Points a font's character map for the basic plane at the one for all planes, where it has both: libass up to 0.17.1 takes the first of the two
 * and then knows no emoji. Writes into `font`. (OpenType 1.9, "Table directory" and "cmap".)
 */
export function widenCharacterMap(font: Uint8Array): void {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = Array.from({ length: view.getUint16(4) }, (_, at) => 12 + 16 * at);
  const directoryEntry = tables.find((at) => view.getUint32(at) === CMAP);
  if (directoryEntry === undefined) return;
  const cmap = view.getUint32(directoryEntry + 8);
  const maps = Array.from({ length: view.getUint16(cmap + 2) }, (_, at) => cmap + 4 + 8 * at);
  const find = (encoding: number): number | undefined => maps.find((at) => view.getUint16(at) === WINDOWS && view.getUint16(at + 2) === encoding);
  const [basic, all] = [find(BASIC_PLANE), find(ALL_PLANES)];
  if (basic !== undefined && all !== undefined) view.setUint32(basic + 4, view.getUint32(all + 4));
}

/** The table's tag, "cmap". */
const CMAP = 0x636d6170;
