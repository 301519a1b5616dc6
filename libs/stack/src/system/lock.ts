import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { identify, isAlive } from './processes.js';
import type { ProcessIdentity } from './processes.js';

const Holder = z.object({ pid: z.number(), since: z.string() });

/** A lock that outlives nobody: it counts only as long as the process that took it lives. */
export interface Lock {
  release(): void;
}

/** Takes a lock, or tells who has it. */
export function takeLock(file: string): Lock | ProcessIdentity {
  const me = identify(process.pid);
  if (!me) throw new Error('this process cannot find itself');
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  try {
    // The link appears with its content or not at all, so that nobody reads half a lock.
    writeFileSync(mine, JSON.stringify(me));
    for (;;) {
      try {
        linkSync(mine, file);
        return { release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holder) return holder;
      removeStale(file, mine);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

export const isLock = (taken: Lock | ProcessIdentity): taken is Lock => 'release' in taken;

/** The living holder of a lock, or null. */
export function holderOf(file: string): ProcessIdentity | null {
  try {
    const holder = Holder.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return holder.success && isAlive(holder.data) ? holder.data : null;
  } catch {
    return null;
  }
}

/** Moves a stale lock away; where another process has meanwhile put its own in the place, that one goes back. */
function removeStale(file: string, mine: string): void {
  const moved = `${mine}.stale`;
  try {
    renameSync(file, moved);
    if (holderOf(moved)) linkSync(moved, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(moved, { force: true });
  }
}
