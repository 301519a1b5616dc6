import type { ProgressEvent } from '@reels/contracts';
import type { Logger } from '@reels/platform';
import type { Database } from './database.js';

/**
 * Tells subscribers of new progress events. One connection that LISTENs serves the whole process; it reconnects by itself, and
 * what was missed meanwhile is read from the journal.
 */
export declare class ProgressListener {
  constructor(databaseUrl: string, db: Database, logger: Logger);
  /**
   * The events after `afterSeq`, then those to come, each once and in order. Ends when `signal` is aborted, when the consumer
   * returns, when the listener is closed, or when the project is deleted; at once when there is no such project.
   */
  subscribe(workspaceId: string, projectId: string, afterSeq: number, signal?: AbortSignal): AsyncIterableIterator<ProgressEvent>;
  /** How many subscriptions are open. */
  get size(): number;
  /** Ends all subscriptions and the connection. */
  close(): Promise<void>;
}
