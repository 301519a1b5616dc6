import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../failure.js';
import type { FileFragment } from '../generated/operations.js';
import { writeWhole } from './atomic.js';

const RETRY_WAITS_MS = [500, 2000, 5000];

/**
 * Downloads a stored file to a path, where it appears only when its bytes have the recorded SHA-256.
 * @throws CommandError DOWNLOAD_FAILED after four attempts
 */
export async function download(file: FileFragment, path: string, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await writeWhole(path, (partial) => fetchTo(file, partial, signal));
    } catch (error) {
      signal.throwIfAborted();
      const wait = RETRY_WAITS_MS[attempt];
      if (wait === undefined || isDiskError(error)) throw downloadFailed(path, error);
      await sleep(wait, undefined, { signal });
    }
  }
}

async function fetchTo({ url, sha256 }: FileFragment, path: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`the object store answered ${response.status}`);
  const hash = createHash('sha256');
  const digest = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(response.body as ReadableStream), digest, createWriteStream(path), { signal });
  if (hash.digest('hex') !== sha256) throw new Error('its bytes are not those that were stored');
}

const isDiskError = (error: unknown): boolean => error instanceof Error && 'syscall' in error && 'path' in error;

function downloadFailed(path: string, error: unknown): CommandError {
  const why = error instanceof Error ? error.message : String(error);
  return new CommandError(
    'DOWNLOAD_FAILED',
    `${path} could not be written: ${why}.`,
    'Make room or give another --out, then run "reels export".',
  );
}
