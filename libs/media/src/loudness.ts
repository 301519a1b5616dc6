import { cutInputs, SAMPLE_RATE, soundGraph } from './cutGraph.js';
import type { CutSource } from './cutGraph.js';
import type { MediaCommand } from './runner.js';

export type { CutSource } from './cutGraph.js';

/** What Spotify, YouTube and Apple play back at, in LUFS. */
export const TARGET_LUFS = -14;
/** dBFS at four times the sample rate; leaves 2 dB for what the AAC encoder adds, so that the true peak stays below -1 dBTP. */
const CEILING_DB = -3;
const OVERSAMPLING = 4;
/** Costs half while a gain is looked for, and reads within 0.01 LU of the same. */
const SEARCH_OVERSAMPLING = 2;
/** More would lift a room's noise to the level of speech. */
const MAX_GAIN_DB = 30;
/** What the limiter may be asked to give back beyond the plain difference. */
const MAX_MAKE_UP_DB = 8;
/** The AAC encoder takes 0.1 LU of speech and up to 0.6 of noise away: aimed at from here, both end within half a LU of the target. */
const AIM_LUFS = TARGET_LUFS + 0.15;
const GOOD_ENOUGH_LU = 0.1;
const MEASUREMENTS = 4;
const LEAST_SLOPE = 0.3;
/** How much of a dB of gain is left where the limiter works on speech: 0.62 to 0.67 on six voices. */
const LIKELY_SLOPE = 0.65;

export interface Loudness {
  /** Integrated loudness (ITU-R BS.1770-4); null when the cut is too short or too quiet to measure. */
  lufs: number | null;
}

/** Filters that bring `[sound]` up by this gain and keep its peaks below the ceiling; to be joined by commas. */
export const gainFilters = (gainDb: number, oversampling = OVERSAMPLING): string =>
  [
    `volume=${gainDb.toFixed(3)}dB`,
    `aresample=${SAMPLE_RATE * oversampling}`,
    `alimiter=limit=${CEILING_DB}dB:attack=5:release=50:level=0:latency=1`,
    `aresample=${SAMPLE_RATE}`,
  ].join(',');

/** Measures the loudness of the cut as it would be rendered with this gain; null: as it is. Read its log with `parseLoudness`. */
export function loudnessCommand(source: CutSource, gainDb: number | null): MediaCommand {
  const gain = gainDb === null ? '' : `${gainFilters(gainDb, SEARCH_OVERSAMPLING)},`;
  return {
    inputs: cutInputs(source),
    filterComplex: `${soundGraph(source.cut)};[sound]${gain}ebur128=framelog=verbose[measured]`,
    outputs: [{ to: 'nothing', args: ['-map', '[measured]'] }],
  };
}

/** Reads what `loudnessCommand` logged (RunReport.stderr). */
export function parseLoudness(stderr: string): Loudness {
  const lufs = Number(/\bI:\s*(-?[\d.]+) LUFS/.exec(stderr.slice(stderr.lastIndexOf('Integrated loudness')))?.[1] ?? NaN);
  // -70 is the absolute gate of BS.1770: nothing was loud or long enough.
  return { lufs: lufs > -70 ? lufs : null };
}

/**
 * The gain in dB that brings the cut to -14 LUFS after the limiter and the encoder, found in a few measurements.
 * 0 for a cut that cannot be measured.
 */
export async function findGain(source: CutSource, run: (command: MediaCommand) => Promise<{ stderr: string }>): Promise<number> {
  const measure = async (gainDb: number | null): Promise<number | null> => parseLoudness((await run(loudnessCommand(source, gainDb))).stderr).lufs;
  const before = await measure(null);
  if (before === null) return 0;
  const plain = Math.min(AIM_LUFS - before, MAX_GAIN_DB);
  // Where the limiter works, loudness grows slower than the gain: each step goes by the slope of the one before.
  let slope = LIKELY_SLOPE;
  let last: { gain: number; lufs: number } | null = null;
  let gain = plain;
  for (let measured = 1; measured < MEASUREMENTS; measured += 1) {
    const lufs = await measure(gain);
    if (lufs === null || Math.abs(AIM_LUFS - lufs) <= GOOD_ENOUGH_LU || plain === MAX_GAIN_DB) break;
    if (last && gain !== last.gain) slope = Math.min(1, Math.max(LEAST_SLOPE, (lufs - last.lufs) / (gain - last.gain)));
    last = { gain, lufs };
    gain = Math.min(gain + (AIM_LUFS - lufs) / slope, plain + MAX_MAKE_UP_DB);
  }
  return gain;
}
