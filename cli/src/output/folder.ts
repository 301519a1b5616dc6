import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import type { ReelJson, ReelsJson } from '@reels/contracts';
import { CommandError } from '../failure.js';
import { slug } from './slug.js';

const DEFAULT_ROOT = 'reels-out';
export const REELS_JSON = 'reels.json';

/**
 * Makes the folder for a project's files and returns its path. The one that `--out` names is used as it is. The default one is
 * `reels-out/<episode>`; where that holds the reels of another project, `reels-out/<episode>-2` and so on, so that no run
 * overwrites what another has made.
 */
export async function makeFolder(out: string | undefined, fileName: string, projectId: string): Promise<string> {
  const folder = out ?? (await freeFolder(join(DEFAULT_ROOT, slug(parse(fileName).name, 'episode')), projectId));
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      'FILE_UNREADABLE',
      `The folder ${folder} cannot be made: ${why}.`,
      'Give another folder by --out.',
      projectId,
    );
  }
  return folder;
}

async function freeFolder(wanted: string, projectId: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? wanted : `${wanted}-${number}`;
    const owner = (await readOlder(folder))?.project;
    if (owner === undefined || owner === projectId) return folder;
  }
}

/** Removes the files of an earlier export of the same project that the new one has no use for (such as those of a reel that was renamed). */
export async function removeOutdated(folder: string, current: ReelsJson): Promise<void> {
  const older = await readOlder(folder);
  if (older?.project !== current.project) return;
  const kept = new Set(current.reels.flatMap(filesOf));
  const outdated = older.reels.flatMap(filesOf).filter((name) => !kept.has(name) && name === basename(name));
  await Promise.all(outdated.map((name) => rm(join(folder, name), { force: true })));
}

const filesOf = ({ file, srt, vtt, thumbnail }: ReelJson): string[] => [file, srt, vtt, thumbnail];

/** The reels.json that lies in a folder, or null when there is none that can be read. */
async function readOlder(folder: string): Promise<ReelsJson | null> {
  try {
    const older = JSON.parse(await readFile(join(folder, REELS_JSON), 'utf8')) as Partial<ReelsJson> | null;
    return older && typeof older.project === 'string' && Array.isArray(older.reels) ? (older as ReelsJson) : null;
  } catch {
    return null;
  }
}
