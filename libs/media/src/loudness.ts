import type { Range } from '@reels/contracts';
import type { MediaCommand } from './runner.js';

/** Where a reel's sound comes from. */
export interface CutSource {
  /** A local file. */
  file: string;
  /** What is kept of it, in order. */
  cut: readonly Range[];
}

export interface Loudness {
  /** Integrated loudness; null when the cut is too short or too quiet to measure. */
  lufs: number | null;
}

/** Measures the loudness of the cut as it would be rendered with this gain. Read its log with `parseLoudness`. */
export function loudnessCommand(_source: CutSource, _gainDb: number | null): MediaCommand {
  throw new Error('not yet');
}

/** Reads what `loudnessCommand` logged (RunReport.stderr). */
export function parseLoudness(_stderr: string): Loudness {
  throw new Error('not yet');
}

/** The gain in dB that brings the cut to -14 LUFS after the limiter, found in at most three measurements. */
export async function findGain(_source: CutSource, _run: (command: MediaCommand) => Promise<{ stderr: string }>): Promise<number> {
  throw new Error('not yet');
}
