/** What the measuring filters of ffmpeg log, as numbers. */
export interface Measures {
  /** How many times a decoder or the demuxer complained. */
  errors: number;
  /** Integrated loudness; null where nothing was loud or long enough to measure (the -70 LUFS gate of ITU-R BS.1770). */
  lufs: number | null;
  /** dBTP; null for digital silence. */
  truePeak: number | null;
  black: Stretch[];
  frozen: Stretch[];
  silent: Stretch[];
}

/** In milliseconds; `endMs` is null for a stretch that lasts to the end of the file. */
export interface Stretch {
  startMs: number;
  endMs: number | null;
}

const GATE_LUFS = -70;

/** Reads the log of blackdetect, freezedetect, silencedetect and ebur128, as RunOptions.onLine hands it on. */
export function readMeasures(lines: readonly string[]): Measures {
  const summary = lines.slice(lines.findLastIndex((line) => line.includes('Integrated loudness:')));
  const lufs = firstNumber(summary, /\bI:\s*(-?[\d.]+) LUFS/);
  return {
    errors: lines.filter((line) => /\[(error|fatal|panic)\]/.test(line)).length,
    lufs: lufs !== null && lufs > GATE_LUFS ? lufs : null,
    truePeak: firstNumber(summary, /\bPeak:\s*(-?[\d.]+) dBFS/),
    black: stretches(lines, /black_start:\s*(-?[\d.]+)/, /black_end:\s*(-?[\d.]+)/),
    frozen: stretches(lines, /freeze_start:\s*(-?[\d.]+)/, /freeze_end:\s*(-?[\d.]+)/),
    silent: stretches(lines, /silence_start:\s*(-?[\d.]+)/, /silence_end:\s*(-?[\d.]+)/),
  };
}

/** The longest of some stretches; 0 for none. */
export const longest = (stretches: readonly Stretch[], fileEndMs: number): number =>
  Math.max(0, ...stretches.map(({ startMs, endMs }) => (endMs ?? fileEndMs) - startMs));

/** Start and end may stand on one line or on two. */
function stretches(lines: readonly string[], start: RegExp, end: RegExp): Stretch[] {
  const found: Stretch[] = [];
  for (const line of lines) {
    const startAt = start.exec(line)?.[1];
    const endAt = end.exec(line)?.[1];
    if (startAt !== undefined) found.push({ startMs: milliseconds(startAt), endMs: null });
    const last = found.at(-1);
    if (endAt !== undefined && last) last.endMs = milliseconds(endAt);
  }
  return found;
}

function firstNumber(lines: readonly string[], pattern: RegExp): number | null {
  for (const line of lines) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return Number(found);
  }
  return null;
}

const milliseconds = (seconds: string): number => Math.round(Number(seconds) * 1_000);
