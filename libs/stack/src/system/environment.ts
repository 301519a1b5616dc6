import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/**
 * The process's environment, handed in by the caller: PATH, HOME, the registries' settings of npm, pip and Go,
 * and whatever the child processes should inherit.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where package managers put programs, for callers whose PATH is short (a desktop's launcher, cron). */
const USUAL_FOLDERS = ['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin', '/opt/local/bin'];

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** All programs of this name on the PATH and in the usual folders, in the order in which they are to be tried. */
export function programsNamed(name: string, env: Environment): string[] {
  const folders = [...(env.PATH ?? '').split(delimiter).filter(isAbsolute), ...USUAL_FOLDERS];
  return [...new Set(folders)].map((folder) => join(folder, name)).filter(isProgram);
}

/** A program given by a setting: a path, or a name to look up on the PATH. Null when there is none. */
export function programAt(setting: string, env: Environment): string | null {
  if (!setting.includes('/')) return programsNamed(setting, env)[0] ?? null;
  return isProgram(resolve(setting)) ? resolve(setting) : null;
}
