import type { Environment } from './system/environment.js';
import type { PartPaths } from './parts/part.js';

/** One thing that was looked at. */
export interface DoctorLine {
  /** `missing`: will be fetched when it is needed; `wrong`: must be mended first. */
  state: 'ok' | 'caution' | 'missing' | 'wrong';
  /** What: "ffmpeg", "port 4000", "disk". */
  what: string;
  /** What was found: version, place, how much. */
  found: string;
  /** How to mend it; absent when all is well. */
  mend?: string;
}

export interface DoctorOptions {
  env: Environment;
  home?: string;
  paths?: PartPaths;
}

/** Looks at everything a stack needs, one line after the other; fetches and changes nothing. */
export async function* doctor(_options: DoctorOptions): AsyncIterable<DoctorLine> {}
