import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { download } from '../fetch/download.js';
import { addressOf } from '../fetch/registries.js';
import type { Web } from '../fetch/web.js';
import { isLock, takeLock } from '../system/lock.js';
import type { Lock } from '../system/lock.js';
import { cacheFolder, findInCache, VERSION_FILE } from './findPart.js';
import type { FoundPart, SetupEvent } from './part.js';
import type { Option, PlannedPart } from './planPart.js';
import type { Host, Recipe } from './recipe.js';

interface MakeOptions {
  host: Host;
  web: Web;
  cache: string;
  onEvent: (event: SetupEvent) => void;
  signal?: AbortSignal;
}

/** How often at most a part tells of its progress. */
const PROGRESS_MS = 200;

/** Makes a part from the first of its sources that works. Several processes may ask for it at once: one makes it, the others wait. */
export async function makePart(plan: PlannedPart, options: MakeOptions): Promise<FoundPart> {
  const { recipe } = plan;
  const { cache, onEvent, signal } = options;
  const lock = await partLock(recipe, options);
  if (!lock) return findInCache(recipe, cache) as FoundPart;
  try {
    const problems: string[] = [];
    for (const option of plan.options) {
      try {
        const part = await makeFrom(option, recipe, options);
        onEvent({ kind: 'ready', part });
        return part;
      } catch (error) {
        if (signal?.aborted || (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
        problems.push((error as Error).message);
        onEvent({ kind: 'notice', part: recipe.name, message: `${recipe.title}: ${(error as Error).message}` });
      }
    }
    throw new Error(problems.join('; ') || 'none of its sources answers');
  } finally {
    lock.release();
  }
}

/** The right to make a part; null when another process has made it meanwhile. */
async function partLock(recipe: Recipe, { cache, onEvent, signal }: MakeOptions): Promise<Lock | null> {
  for (let waits = 0; ; waits++) {
    const lock = takeLock(join(cache, 'locks', recipe.name));
    if (!isLock(lock)) {
      if (waits === 0) onEvent({ kind: 'notice', part: recipe.name, message: `${recipe.title}: another process (${lock.pid}) is already at it; waiting for that.` });
      await sleep(300, undefined, { signal });
      continue;
    }
    if (!findInCache(recipe, cache)) return lock;
    lock.release();
    return null;
  }
}

async function makeFrom({ source, files }: Option, recipe: Recipe, { host, web, cache, onEvent, signal }: MakeOptions): Promise<FoundPart> {
  const { name } = recipe;
  await mkdir(join(cache, 'downloads'), { recursive: true });
  const done = files.map(() => 0);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let toldAt = 0;
  const tell = (): void => {
    const doneBytes = done.reduce((sum, bytes) => sum + bytes, 0);
    if (Date.now() - toldAt < PROGRESS_MS && doneBytes < totalBytes) return;
    toldAt = Date.now();
    onEvent({ kind: 'progress', part: name, doneBytes, totalBytes });
  };
  await Promise.all(
    files.map(async ({ pin, target }, index) => {
      if (existsSync(target)) return;
      const onProgress = (bytes: number): void => {
        done[index] = bytes;
        tell();
      };
      await download(web, await addressOf(pin, web, host.env, signal), target, { digest: pin.digest, onProgress, signal });
    }),
  );

  const making = join(cache, 'making', name);
  await rm(making, { recursive: true, force: true });
  const [folder, scratch] = [join(making, 'part'), join(making, 'scratch')];
  await mkdir(folder, { recursive: true });
  await mkdir(scratch);
  try {
    let told = '';
    const onStep = (message: string): void => {
      if (message !== told && Date.now() - toldAt >= PROGRESS_MS) {
        [told, toldAt] = [message, Date.now()];
        onEvent({ kind: 'building', part: name, message });
      }
    };
    await source.make({ ...host, files: files.map(({ target }) => target), folder, scratch, onStep, signal });
    const fitness = await recipe.examine(join(folder, recipe.inCache), host);
    if (!fitness.fit) throw new Error(fitness.problem);
    await writeFile(join(folder, VERSION_FILE), fitness.version);
    await openToOthers(folder);
    const home = cacheFolder(cache, recipe);
    await rm(home, { recursive: true, force: true });
    await rename(folder, home);
    await Promise.all(files.map(({ target }) => rm(target, { force: true })));
    return { name, path: join(home, recipe.inCache), version: fitness.version, from: 'fetched' };
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Root's umask may be strict, and Postgres runs as another user. */
async function openToOthers(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}
