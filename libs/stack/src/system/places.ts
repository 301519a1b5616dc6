import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SetupError } from '../setupError.js';
import type { Environment } from './environment.js';

/** The folders of a stack. */
export interface Places {
  /** The root of all others but the cache. */
  home: string;
  /** Fetched parts and half-done downloads; shared by all stacks of this user. */
  cache: string;
  /** Records, objects and the engine's history. */
  data: string;
  /** One log for each service. */
  logs: string;
  /** Lock, process ids, addresses. */
  run: string;
  /** Scratch of the worker. */
  work: string;
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Whether other users may pass through a folder and all above it; folders that do not exist yet are taken to be passable. */
export function isReachable(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const mode = statSync(at, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * REELS_HOME, else `.podcast-to-reels` in the home folder. Postgres refuses to run as root and then runs as another user, who
 * must reach the folder: where root's home is closed to others, a folder under /var/lib, one for each home, stands in.
 */
export function defaultHome(env: Environment): string {
  if (env.REELS_HOME) return resolve(env.REELS_HOME);
  const userHome = env.HOME ? resolve(env.HOME) : homedir();
  if (!isRoot() || isReachable(userHome)) return join(userHome, '.podcast-to-reels');
  return join('/var/lib/podcast-to-reels', createHash('sha256').update(userHome).digest('hex').slice(0, 8));
}

export function placesOf({ env, home }: { env: Environment; home?: string }): Places {
  const root = resolve(home ?? defaultHome(env));
  return {
    home: root,
    cache: join(defaultHome(env), 'parts'),
    data: join(root, 'data'),
    logs: join(root, 'logs'),
    run: join(root, 'run'),
    work: join(root, 'work'),
  };
}

/** Makes a folder that is its owner's alone. */
export function makePrivateFolder(folder: string): void {
  make(folder, 0o700);
}

/** Makes a folder that other users may pass through: the one that Postgres runs as for root is one of them. */
export function makePassableFolder(folder: string): void {
  make(folder, 0o755);
  // One of our own that mkdtemp or a strict umask has closed.
  if (isRoot() && (statSync(folder).mode & 0o001) === 0) chmodSync(folder, 0o711);
}

function make(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw diskFull(folder, error);
    throw new SetupError(`The folder ${folder} cannot be made or written to (${code}).`, 'Make it writable for this user, or set REELS_HOME to a folder that is.', { cause: error });
  }
}

export const diskFull = (folder: string, cause?: unknown): SetupError =>
  new SetupError(`The disk that holds ${folder} is full.`, 'Free some space, or set REELS_HOME to a folder on another disk, then start again: nothing is lost.', { cause });
