import { statfs } from 'node:fs/promises';
import { Web } from '../fetch/web.js';
import { SetupError } from '../setupError.js';
import type { Environment } from '../system/environment.js';
import { diskFull, makePassableFolder, placesOf } from '../system/places.js';
import { currentPlatform } from '../system/platform.js';
import { findPart, isMissing } from './findPart.js';
import { makePart } from './makePart.js';
import { OPTIONAL_PARTS } from './part.js';
import type { FoundPart, MissingPart, PartName, PartPaths, Parts, SetupEvent } from './part.js';
import { planPart, plannedFetch } from './planPart.js';
import type { PlannedPart } from './planPart.js';
import { recipes } from './recipes.js';

export interface EnsureOptions {
  env: Environment;
  /** Paths of parts; default: the settings in `env`. */
  paths?: PartPaths;
  /** The major version of Postgres that existing records need. */
  postgresMajor?: number;
  onEvent?: (event: SetupEvent) => void;
  signal?: AbortSignal;
}

/**
 * Finds the named parts, and fetches or builds those that are missing, into the cache that all stacks of this user share.
 * What cannot be had ends it with a SetupError that names every such part, after all others are in place; an optional one
 * is left out, with a notice.
 */
export async function ensureParts<N extends PartName>(names: readonly N[], options: EnsureOptions): Promise<Parts<N>> {
  const { env, paths = {}, postgresMajor, onEvent = () => {}, signal } = options;
  const host = { platform: currentPlatform(), env };
  const { cache } = placesOf({ env });
  const known = recipes(postgresMajor);
  const looked = await Promise.all([...new Set<N>(names)].map((name) => findPart(known[name], { host, cache, paths })));
  const found = looked.filter((part): part is FoundPart => !isMissing(part));
  const missing = looked.filter(isMissing);
  if (missing.length === 0) return byName<N>(found);

  for (const { problem, setting } of missing) {
    if (setting) throw new SetupError(`${problem}.`, `Correct ${setting}, or leave it out: the part is then looked for and fetched if need be.`);
  }
  makePassableFolder(cache);
  const web = new Web(env);
  const plans = await Promise.all(missing.map(({ name }) => planPart(known[name], host, web, cache, signal)));
  const fetches = plans.map(plannedFetch);
  onEvent({ kind: 'plan', fetches, bytes: fetches.reduce((sum, { bytes }) => sum + bytes, 0), folder: cache });
  await requireSpace(cache, plans);

  const making = await Promise.allSettled(plans.map((plan) => makePart(plan, { host, web, cache, onEvent, signal })));
  signal?.throwIfAborted();
  const failed = making.flatMap((result, index) => (result.status === 'rejected' ? [{ part: missing[index] as MissingPart, error: result.reason as Error }] : []));
  const needed = failed.filter(({ part }) => !OPTIONAL_PARTS.some((name) => name === part.name));
  if (needed.length > 0) throw cannotBeHad(needed.map(({ part, error }) => ({ recipe: known[part.name], error })));
  return byName<N>([...found, ...making.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))]);
}

const byName = <N extends PartName>(parts: FoundPart[]): Parts<N> => Object.fromEntries(parts.map((part) => [part.name, part])) as Parts<N>;

/** Fetched files, what they unpack to, and the room that builds need for a while. */
async function requireSpace(cache: string, plans: readonly PlannedPart[]): Promise<void> {
  const needs = plans.map(({ options: [first] }) => (first?.source.scratchBytes ?? 0) + 4 * (first?.files ?? []).reduce((sum, { bytes }) => sum + bytes, 0));
  const needed = needs.reduce((sum, bytes) => sum + bytes, 0);
  const { bavail, bsize } = await statfs(cache);
  if (bavail * bsize >= needed) return;
  throw new SetupError(
    `The disk that holds ${cache} has ${inMegabytes(bavail * bsize)} free; setting up needs ${inMegabytes(needed)} for a while.`,
    'Free some space, or set REELS_HOME to a folder on another disk, then start again.',
  );
}

const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;

function cannotBeHad(failures: { recipe: { title: string; setting: string }; error: Error }[]): SetupError {
  const disk = failures.find(({ error }) => (error as NodeJS.ErrnoException).code === 'ENOSPC');
  if (disk) return diskFull('the cache', disk.error);
  return new SetupError(
    ['Not everything could be had:', ...failures.map(({ recipe, error }) => `  ${recipe.title}: ${error.message}`)].join('\n'),
    `Check the internet connection and start again: what is there already is kept. Or install it yourself and name it by ${failures.map(({ recipe }) => recipe.setting).join(', ')}.`,
    { cause: failures[0]?.error },
  );
}
