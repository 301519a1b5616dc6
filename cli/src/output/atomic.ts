import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The name under which a file is written until it is whole; hidden, and beside its place, so that it can be renamed there. */
export const partialName = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.part`);

/** Makes a file appear under its name only when `write` has written all of it; what failed is removed. */
export async function writeWhole(path: string, write: (partial: string) => Promise<void>): Promise<void> {
  const partial = partialName(path);
  try {
    await write(partial);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Writes a text, whole or not at all. */
export const writeText = (path: string, text: string): Promise<void> => writeWhole(path, (partial) => writeFile(partial, text));

/** Writes a value as indented JSON, whole or not at all. */
export const writeJson = (path: string, value: unknown): Promise<void> => writeText(path, `${JSON.stringify(value, null, 2)}\n`);
