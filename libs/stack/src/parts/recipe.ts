import type { Pin } from '../fetch/registries.js';
import type { Environment } from '../system/environment.js';
import type { Platform } from '../system/platform.js';
import type { PartName } from './part.js';

/** What a recipe may know of the machine and the user. */
export interface Host {
  platform: Platform;
  env: Environment;
}

export type Fitness = { fit: true; version: string } | { fit: false; problem: string };

/** How one part is found, judged and made. */
export interface Recipe {
  name: PartName;
  /** For people: "Temporal, the workflow engine". */
  title: string;
  /** What its path leads to; a program may also be given by a name to look up on the PATH. */
  kind: 'program' | 'folder' | 'file';
  /** The setting that names it by path. */
  setting: string;
  /** What is fetched or built: names the folder in the cache, so that a newer one gets a new folder. */
  version: string;
  /** The part's path inside its folder of the cache. */
  inCache: string;
  /** Paths on this machine that may be it, the likeliest first. */
  candidates(host: Host): string[];
  /** Whether what lies there can be used. */
  examine(path: string, host: Host): Promise<Fitness>;
  /** Where it can be had, the best first; asked only when the part is missing. */
  sources(host: Host): Source[] | Promise<Source[]>;
}

/** One way to have a part. */
export interface Source {
  files: Pin[];
  /** Set when it is built on this machine: from what and how long that takes on two cores, for people. */
  build?: string;
  /** What the build fetches by itself; its progress is told in steps, not in bytes. */
  buildFetches?: { from: string; bytes: number };
  /** Disk that the making takes for a while beyond the fetched files, in bytes; default: four times the files. */
  scratchBytes?: number;
  /** Turns the fetched files (in the order of `files`) into the part's folder. */
  make(making: Making): Promise<void>;
}

export interface Making extends Host {
  files: string[];
  /** The part's folder in the making, empty. */
  folder: string;
  /** A folder for the making, which is removed afterwards. */
  scratch: string;
  onStep(message: string): void;
  signal?: AbortSignal;
}
