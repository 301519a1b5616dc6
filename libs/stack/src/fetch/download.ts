import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasDigest } from './digest.js';
import type { Digest } from './digest.js';
import type { Web } from './web.js';

const ATTEMPTS = 5;
/** A connection that brings nothing for so long is given up and resumed. */
const STALL_MS = 20_000;

export interface DownloadOptions {
  digest: Digest;
  onProgress?: (doneBytes: number) => void;
  signal?: AbortSignal;
  /** Wait before the second attempt; doubles with each. */
  retryMs?: number;
}

/** An address that does not give the file: trying again would not help. */
class Refused extends Error {}

/**
 * Fetches a file to `target`. What an earlier, broken attempt brought lies in `<target>.partial` and is resumed; the file appears
 * at `target` only whole and with the right digest. Throws when it cannot be had.
 */
export async function download(web: Web, url: string, target: string, { digest, onProgress, signal, retryMs = 500 }: DownloadOptions): Promise<void> {
  const partial = `${target}.partial`;
  for (let attempt = 1; ; attempt++) {
    try {
      await resume(web, url, partial, onProgress, signal);
      if (!(await hasDigest(partial, digest))) {
        await rm(partial, { force: true });
        throw new Error(`what ${new URL(url).host} gave does not have the right checksum`);
      }
      await rename(partial, target);
      return;
    } catch (error) {
      if (signal?.aborted || error instanceof Refused || (error as NodeJS.ErrnoException).code === 'ENOSPC' || attempt === ATTEMPTS) throw error;
      await sleep(retryMs * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}

async function resume(web: Web, url: string, partial: string, onProgress?: (doneBytes: number) => void, signal?: AbortSignal): Promise<void> {
  const have = (await stat(partial).catch(() => null))?.size ?? 0;
  const stalled = new AbortController();
  const watch = AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]);
  const response = await web.request(url, { headers: have > 0 ? { range: `bytes=${have}-` } : {}, signal: watch });

  if (response.status === 416) return; // Nothing beyond what is here: the digest tells whether it is whole.
  if (!response.ok || !response.body) throw new (response.status < 500 && response.status !== 429 ? Refused : Error)(`${new URL(url).host} answered ${response.status}`);
  const continues = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${have}-`);
  let done = continues ? have : 0;
  const total = done + Number(response.headers.get('content-length') ?? NaN);

  let timer = setTimeout(() => stalled.abort(new Error('stalled')), STALL_MS);
  const count = async function* (chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const chunk of chunks) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(new Error('stalled')), STALL_MS);
      done += chunk.length;
      onProgress?.(done);
      yield chunk;
    }
  };
  try {
    await pipeline(Readable.fromWeb(response.body), count, createWriteStream(partial, { flags: continues ? 'a' : 'w' }), { signal: watch });
  } finally {
    clearTimeout(timer);
  }
  if (done < total) throw new Error('the connection broke off');
}
