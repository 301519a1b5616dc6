/** Bytes for people: `812 B`, `3.4 MB`, `1.2 GB` (powers of 1000, as disks and networks are sold). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** A number with its noun: `1 reel`, `3 reels`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/**
 * The last eight characters of an id: UUIDv7 begin with the time, so that ids of one day look alike at their start.
 * Commands take it in place of the whole id.
 */
export function shortId(id: string): string {
  return id.slice(-8);
}
