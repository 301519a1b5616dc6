/** A stack of a script's own, on free ports. Needs a build: see prepare.mjs. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Runs `use({ stack, paths, folder })` with a stack whose data lies in a folder that goes away with it, whatever happens.
 * `alsoParts`: what is needed beside the stack; `paths` holds the paths of all parts by their names. They come from the user's cache.
 */
export async function withOwnStack({ alsoParts = [], settings }, use) {
  const { ensureParts, startStack, STACK_PARTS } = await import('../libs/stack/dist/index.js');
  const folder = await mkdtemp(path.join(tmpdir(), 'reels-own-'));
  try {
    // Postgres does not run as root: for root it runs as a user who must get through.
    await chmod(folder, 0o755);
    const parts = await ensureParts([...STACK_PARTS, ...alsoParts], { env: process.env, onEvent: tell });
    const paths = Object.fromEntries(Object.values(parts).map((part) => [part.name, part.path]));
    const stack = await startStack({ env: process.env, home: path.join(folder, 'home'), ports: 'free', paths, settings, onEvent: tell });
    try {
      return await Promise.race([use({ stack, paths, folder }), interruption()]);
    } finally {
      await stack.stop({ fast: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ctrl-C leaves no stack behind. */
function interruption() {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
  });
}

/** Progress of the set-up, a line for each step. */
function tell(event) {
  if (event.kind === 'plan') {
    for (const { title, from, bytes, build } of event.fetches) console.log(`To fetch: ${title}, ${Math.ceil(bytes / 1e6)} MB, ${from}${build ? `, then built: ${build}` : ''}`);
  }
  if ('message' in event) console.log(event.message);
  if (event.kind === 'ready' && event.part.from === 'fetched') console.log(`Ready: ${event.part.name} ${event.part.version}`);
  if (event.kind === 'died') console.log(`${event.service} died: ${event.reason}`);
}
