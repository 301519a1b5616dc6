import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { programAt } from '../system/environment.js';
import type { FoundPart, MissingPart, PartPaths } from './part.js';
import type { Host, Recipe } from './recipe.js';

/** The folder of a part in the cache. */
export const cacheFolder = (cache: string, { name, version }: Recipe): string => join(cache, `${name}-${version}`);

/** Written into a part's folder when it is made and examined: the version that it tells. */
export const VERSION_FILE = 'version.txt';

export interface SearchOptions {
  host: Host;
  cache: string;
  paths: PartPaths;
}

/**
 * Looks for a part: by its setting, on the machine, in the cache. A setting that names something unfit ends the search, since the
 * user asked for exactly that.
 */
export async function findPart(recipe: Recipe, { host, cache, paths }: SearchOptions): Promise<FoundPart | MissingPart> {
  const { name, setting, kind } = recipe;
  const given = paths[name] ?? host.env[setting];
  if (given) {
    const path = kind === 'program' ? programAt(given, host.env) : resolve(given);
    if (!path) return { name, problem: `${setting} is ${given}, and there is no such program`, setting };
    const fitness = await recipe.examine(path, host);
    return fitness.fit ? { name, path, version: fitness.version, from: 'settings' } : { name, problem: `${setting}: ${fitness.problem}`, setting };
  }

  const problems: string[] = [];
  for (const path of recipe.candidates(host)) {
    const fitness = await recipe.examine(path, host);
    if (fitness.fit) return { name, path, version: fitness.version, from: 'system' };
    problems.push(fitness.problem);
  }
  return findInCache(recipe, cache) ?? { name, problem: problems.join('; ') || 'not found' };
}

/** What was fetched or built earlier; it was examined before it got its place in the cache. */
export function findInCache(recipe: Recipe, cache: string): FoundPart | null {
  const folder = cacheFolder(cache, recipe);
  const path = join(folder, recipe.inCache);
  if (!existsSync(path) || !existsSync(join(folder, VERSION_FILE))) return null;
  return { name: recipe.name, path, version: readFileSync(join(folder, VERSION_FILE), 'utf8'), from: 'cache' };
}

export const isMissing = (part: FoundPart | MissingPart): part is MissingPart => 'problem' in part;
