import { setTimeout as sleep } from 'node:timers/promises';
import { heardFolder } from '@reels/contracts';
import type { HeardChunk } from '@reels/contracts';
import type { Deps, ProjectScope } from '../deps.js';

/** Somebody who reads along reads no faster. */
const INTERVAL_MS = 2000;

/** What has been heard so far of a chunk under way, to be read along. Only a view: the record is what the chunk's steps store. */
export interface HeardView {
  /** Shows the newest soon. Neither waits nor throws. */
  show(heard: HeardChunk): void;
  /** Takes it away again; when this is settled, nothing more is written. Does not throw. */
  close(): Promise<void>;
}

export function openHeardView({ store, logger }: Pick<Deps, 'store' | 'logger'>, { projectId, chunk }: ProjectScope & { chunk: number }): HeardView {
  const key = `${heardFolder(projectId)}${chunk}.json`;
  const closing = new AbortController();
  let newest: HeardChunk | undefined;
  let writing: Promise<void> | undefined;

  // A view that cannot be written is no reason to give up the recognition.
  const quietly = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => logger.warn({ err: error, projectId, chunk }, 'what was heard so far cannot be shown'));
  const write = async (): Promise<void> => {
    while (newest && !closing.signal.aborted) {
      const body = Buffer.from(JSON.stringify(newest));
      newest = undefined;
      await quietly(store.put(key, body, { contentType: 'application/json' }));
      await sleep(INTERVAL_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    writing = undefined;
  };

  return {
    show(heard) {
      newest = heard;
      writing ??= write();
    },
    async close() {
      closing.abort();
      await writing;
      await quietly(store.remove(key));
    },
  };
}
