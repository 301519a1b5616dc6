import type { Environment } from '../environment.js';
import type { FoundPart, PartName, PartPaths, SetupEvent } from './part.js';

export interface EnsureOptions {
  env: Environment;
  /** The data and cache root; default: REELS_HOME, else a folder under HOME. */
  home?: string;
  /** Paths of parts; default: the settings in `env`. */
  paths?: PartPaths;
  onEvent?: (event: SetupEvent) => void;
  signal?: AbortSignal;
}

/**
 * Finds the named parts, and fetches or builds those that are missing.
 * A part that cannot be had ends it with a SetupError, except `speaker-model`, without which speakers stay unknown.
 */
export declare function ensureParts<N extends PartName>(names: readonly N[], options: EnsureOptions): Promise<Record<N, FoundPart>>;
