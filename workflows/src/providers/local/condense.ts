import type { Range } from '@reels/contracts';
import { WavFile, msToSamples } from './wav.js';

/** Sound kept around speech: voice activity comes up to 90 ms late or early, and a word needs its breath. */
const MARGIN_MS = 400;

/**
 * A recording without its long stretches of no speech (music, silence, laughter), over which recognizers invent text.
 * Pauses up to twice the margin stay as they are.
 */
export interface Condensed {
  /** What is kept, in order. */
  kept: Range[];
  durationMs: number;
  /** Time in the recording of a time in the condensed sound; at a seam, of the end before it or the start after it. */
  toOriginal(ms: number, side: 'start' | 'end'): number;
}

/** Plans what to keep of the part of a recording that lies `within`. */
export function condense(speech: Range[], within: Range): Condensed {
  const kept: Range[] = [];
  for (const { startMs, endMs } of speech) {
    const from = Math.max(within.startMs, startMs - MARGIN_MS);
    const to = Math.min(within.endMs, endMs + MARGIN_MS);
    const last = kept.at(-1);
    if (last && from <= last.endMs) last.endMs = Math.max(last.endMs, to);
    else kept.push({ startMs: from, endMs: to });
  }
  const length = kept.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  return {
    kept,
    durationMs: length,
    toOriginal(ms, side) {
      let rest = Math.max(0, ms);
      for (const { startMs, endMs } of kept) {
        const size = endMs - startMs;
        if (rest < size || (side === 'end' && rest === size)) return startMs + rest;
        rest -= size;
      }
      return kept.at(-1)?.endMs ?? 0;
    },
  };
}

const EVERYTHING: Range = { startMs: 0, endMs: Infinity };

/** The sound of a wav file, or of what lies `within` of it, without its long stretches of no speech. */
export async function readCondensed(wavFile: string, speech: Range[], within: Range = EVERYTHING): Promise<Omit<Condensed, 'kept'> & { samples: Float32Array }> {
  const wav = await WavFile.open(wavFile);
  try {
    const { kept, durationMs, toOriginal } = condense(speech, { startMs: within.startMs, endMs: Math.min(within.endMs, wav.durationMs) });
    return { samples: await readRanges(wav, kept), durationMs, toOriginal };
  } finally {
    await wav.close();
  }
}

/** The samples of these ranges, one after the other. */
export async function readRanges(wav: WavFile, ranges: Range[]): Promise<Float32Array> {
  const parts = await Promise.all(
    ranges.map(({ startMs, endMs }) => wav.read(msToSamples(startMs), msToSamples(endMs) - msToSamples(startMs))),
  );
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    samples.set(part, position);
    position += part.length;
  }
  return samples;
}
