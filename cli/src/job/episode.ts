import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '@reels/contracts';
import { closest } from '../arguments/closest.js';
import { CommandError, UsageError } from '../failure.js';
import type { TranscriptInput } from '../generated/operations.js';

/** Where an episode comes from. */
export type Episode = { kind: 'file'; path: string } | { kind: 'address'; url: string };

/**
 * The episode that a word means: an http(s) address, or a file, which must be there and not be empty.
 * @param commands names for which a word that is neither may be a slip of the finger
 */
export async function findEpisode(word: string, commands: readonly string[] = []): Promise<Episode> {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(word)) return { kind: 'address', url: checkAddress(word) };
  const facts = await stat(word).catch(() => null);
  if (!facts) {
    const meant = closest(word, commands);
    throw new UsageError(
      `There is no file "${word}"${meant ? `, and no command of that name. Did you mean "reels ${meant}"?` : '.'}`,
    );
  }
  if (!facts.isFile()) throw new UsageError(`"${word}" is not a file. Give one episode: an audio or video file, or its address.`);
  if (facts.size === 0) throw new UserError('EMPTY');
  return { kind: 'file', path: word };
}

function checkAddress(word: string): string {
  const url = URL.canParse(word) ? new URL(word) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new UsageError(`"${word}" is not an http or https address.`);
  return url.href;
}

/** A transcript that the user brings; read here, so that a wrong file is told before anything is uploaded. */
export async function readTranscriptInput(path: string): Promise<TranscriptInput> {
  const { parseTranscript } = await import('@reels/editing/transcript');
  const transcript = { fileName: basename(path), content: await readTextFile(path) };
  parseTranscript(transcript.fileName, transcript.content);
  return transcript;
}

/** @throws UsageError when there is no such file, CommandError when it cannot be read */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`There is no file "${path}".`);
    if (code === 'EISDIR') throw new UsageError(`"${path}" is a folder, not a file.`);
    throw new CommandError('FILE_UNREADABLE', `${path} cannot be read: ${message}.`, 'Check its permissions.');
  }
}
