import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** This process's folder for work under way, empty; what workers that were killed left behind beside it is removed. */
export async function ownScratch(root: string): Promise<string> {
  const own = String(process.pid);
  await mkdir(root, { recursive: true });
  for (const name of await readdir(root)) {
    // In a container each process has the number of the one before.
    if (name === own || !isAlive(Number(name))) await rm(path.join(root, name), { recursive: true, force: true });
  }
  // Made now, not at its first use: what a killed worker left to be done may be a check alone, which takes the folder for granted.
  await mkdir(path.join(root, own));
  return path.join(root, own);
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
