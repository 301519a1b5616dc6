import { accessSync, constants, existsSync, readdirSync, statfsSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { dirname, join } from 'node:path';
import { findPart, isMissing } from './parts/findPart.js';
import { STACK_PARTS } from './parts/part.js';
import type { FoundPart, MissingPart, PartPaths } from './parts/part.js';
import { recipes } from './parts/recipes.js';
import type { Recipe } from './parts/recipe.js';
import { DEFAULT_PORTS, isPortFree } from './services/ports.js';
import { recordsVersion } from './services/postgresService.js';
import { findRunningStack, lockFile } from './services/stackFile.js';
import type { RunningStack } from './services/service.js';
import type { Environment } from './system/environment.js';
import { holderOf } from './system/lock.js';
import { isReachable, isRoot, placesOf } from './system/places.js';
import type { Places } from './system/places.js';
import { currentPlatform } from './system/platform.js';

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

/** What a set-up takes at its peak, with builds from source; and what an hour-long episode takes beside its reels. */
const SETUP_BYTES = 5e9;
const EPISODE_BYTES = 1e9;
/** The recognizer, one render and the services together. */
const MEMORY_BYTES = 2e9;

/** Looks at everything that a stack needs, one line after the other; fetches and changes nothing. */
export async function* doctor({ env, home, paths = {} }: DoctorOptions): AsyncIterable<DoctorLine> {
  const platform = currentPlatform();
  yield { state: 'ok', what: 'system', found: `${platform}, Node ${process.versions.node}, ${availableParallelism()} cores` };
  const places = placesOf({ env, home });
  yield folderLine(places);
  yield diskLine(places);
  yield memoryLine();
  const known = recipes(recordsVersion(join(places.data, 'postgres')));
  for (const recipe of STACK_PARTS.map((name) => known[name])) {
    const part = await findPart(recipe, { host: { platform, env }, cache: places.cache, paths });
    // What lies in the cache is taken on trust at a start; here it is tried.
    const fitness = !isMissing(part) && part.from === 'cache' ? await recipe.examine(part.path, { platform, env }) : null;
    yield partLine(recipe, fitness?.fit === false ? { name: recipe.name, problem: fitness.problem } : part, places);
  }
  const running = holderOf(lockFile(places.run)) ? await findRunningStack({ env, home, patienceMs: 0 }) : null;
  yield stackLine(running, places);
  if (!running) for (const line of await portLines(env)) yield line;
}

function folderLine({ home, cache }: Places): DoctorLine {
  let existing = home;
  while (!existsSync(existing)) existing = dirname(existing);
  const found = cache.startsWith(home) ? home : `${home}, parts in ${cache}`;
  try {
    accessSync(existing, constants.W_OK);
  } catch {
    return { state: 'wrong', what: 'folder', found: `${existing} is not writable`, mend: 'Make it writable for this user, or set REELS_HOME to a folder that is.' };
  }
  if (isRoot() && !isReachable(dirname(home))) {
    return { state: 'wrong', what: 'folder', found: `${home} is closed to other users, and Postgres does not run as root`, mend: 'Run as an ordinary user, or set REELS_HOME to a folder that other users may pass through.' };
  }
  return { state: 'ok', what: 'folder', found };
}

function diskLine({ home, cache }: Places): DoctorLine {
  let existing = home;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  const free = bavail * bsize;
  const found = `${inGigabytes(free)} free at ${existing}`;
  const isSetUp = existsSync(cache) && readdirSync(cache).length > 0;
  if (free < EPISODE_BYTES) return { state: 'wrong', what: 'disk', found, mend: `Free some space: an episode of an hour needs about ${inGigabytes(EPISODE_BYTES)}. Or set REELS_HOME to a folder on another disk.` };
  if (!isSetUp && free < SETUP_BYTES) return { state: 'caution', what: 'disk', found, mend: `Setting up takes up to ${inGigabytes(SETUP_BYTES)} for a while where parts have to be built.` };
  return { state: 'ok', what: 'disk', found };
}

function memoryLine(): DoctorLine {
  const found = `${inGigabytes(freemem())} free`;
  return freemem() < MEMORY_BYTES ? { state: 'caution', what: 'memory', found, mend: `Close other programs: a job takes up to ${inGigabytes(MEMORY_BYTES)}.` } : { state: 'ok', what: 'memory', found };
}

function partLine({ name, title, setting, version }: Recipe, part: FoundPart | MissingPart, { cache }: Places): DoctorLine {
  const from = { settings: `by ${setting}`, system: 'on this machine', cache: 'fetched', fetched: 'fetched' } as const;
  if (!isMissing(part)) return { state: 'ok', what: name, found: `${part.version}, ${from[part.from]}: ${part.path}` };
  if (part.setting) return { state: 'wrong', what: name, found: part.problem, mend: `Correct ${setting}, or leave it out: the part is then looked for, and fetched if need be.` };
  const broken = existsSync(join(cache, `${name}-${version}`));
  if (broken) return { state: 'wrong', what: name, found: part.problem, mend: `Remove ${join(cache, `${name}-${version}`)}: it is then fetched again.` };
  return { state: 'missing', what: name, found: `${title}: ${part.problem}`, mend: `It is fetched when it is first needed. To use one of your own, name it by ${setting}.` };
}

function stackLine(running: RunningStack | null, { run }: Places): DoctorLine {
  if (running) return { state: 'ok', what: 'stack', found: `up since ${running.startedAt}, process ${running.pid}: ${running.addresses.api}` };
  const holder = holderOf(lockFile(run));
  if (holder) return { state: 'wrong', what: 'stack', found: `process ${holder.pid} holds it, and its API does not answer`, mend: `Stop that process (kill ${holder.pid}) and start again: nothing finished is lost.` };
  if (existsSync(lockFile(run))) return { state: 'ok', what: 'stack', found: 'not up; an earlier one was killed, and the next start clears what it left' };
  return { state: 'ok', what: 'stack', found: 'not up' };
}

async function portLines(env: Environment): Promise<DoctorLine[]> {
  const ports = { ...DEFAULT_PORTS, ...(env.API_PORT && env.API_PORT !== '0' && { api: Number(env.API_PORT) }) };
  const lines = Object.entries(ports).map(async ([name, port]): Promise<DoctorLine> => {
    if (await isPortFree(port)) return { state: 'ok', what: `port ${port}`, found: `free for ${name}` };
    const isFixed = name === 'api' && Boolean(env.API_PORT);
    return isFixed
      ? { state: 'wrong', what: `port ${port}`, found: 'taken by another program', mend: 'Stop that program, or set API_PORT to another port (0: any free one).' }
      : { state: 'caution', what: `port ${port}`, found: `taken by another program; ${name} will listen on another port`, mend: 'Stop that program if you want the usual port.' };
  });
  return Promise.all(lines);
}

const inGigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
