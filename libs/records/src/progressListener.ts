import type { ProgressEvent } from '@reels/contracts';
import type { Logger } from '@reels/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Database } from './database.js';
import { CHANNEL } from './journal.js';
import { replayProgress } from './progress.js';
import { findProject } from './projects.js';

/** Rows read at a time: what a slow consumer can hold in memory. */
const BATCH = 200;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A connection that died without a word is found by asking now and then. */
const PING_MS = 30_000;
const ANSWER_MS = 10_000;

/**
 * Tells subscribers of new progress events. One connection that LISTENs serves the whole process; it reconnects by itself, and
 * what was missed meanwhile is read from the journal: a notification only says that there is something to read.
 */
export class ProgressListener {
  readonly #databaseUrl: string;
  readonly #db: Database;
  readonly #logger: Logger;
  readonly #subscriptions = new Map<string, Set<Subscription>>();
  readonly #closing = new AbortController();
  #listening: Promise<void> | undefined;

  constructor(databaseUrl: string, db: Database, logger: Logger) {
    this.#databaseUrl = databaseUrl;
    this.#db = db;
    this.#logger = logger;
  }

  /**
   * The events after `afterSeq`, then those to come, each once and in order. Ends when `signal` is aborted, when the consumer
   * returns, when the listener is closed, or when the project is deleted; at once when there is no such project.
   */
  subscribe(
    workspaceId: string,
    projectId: string,
    afterSeq: number,
    signal?: AbortSignal,
  ): AsyncIterableIterator<ProgressEvent> {
    const subscription = new Subscription();
    const ofProject = this.#subscriptions.get(projectId) ?? new Set();
    this.#subscriptions.set(projectId, ofProject.add(subscription));
    const end = () => {
      subscription.end();
      signal?.removeEventListener('abort', end);
      ofProject.delete(subscription);
      if (ofProject.size === 0 && this.#subscriptions.get(projectId) === ofProject) this.#subscriptions.delete(projectId);
    };
    signal?.addEventListener('abort', end);
    if (signal?.aborted || this.#closing.signal.aborted) end();
    else this.#listening ??= this.#listen();

    const events = this.#read(subscription, workspaceId, projectId, afterSeq, end);
    return {
      next: () => events.next(),
      // A generator that waits inside cannot be told to return: it is woken and ends by itself.
      return: async () => {
        end();
        return events.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** How many subscriptions are open. */
  get size(): number {
    return [...this.#subscriptions.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Ends all subscriptions and the connection. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const subscription of this.#all()) subscription.end();
    this.#subscriptions.clear();
    await this.#listening;
  }

  async *#read(
    subscription: Subscription,
    workspaceId: string,
    projectId: string,
    afterSeq: number,
    end: () => void,
  ): AsyncGenerator<ProgressEvent, undefined> {
    let seq = afterSeq;
    let pause = FIRST_PAUSE_MS;
    try {
      while (!subscription.hasEnded) {
        subscription.listen();
        try {
          const events = await replayProgress(this.#db, workspaceId, projectId, seq, BATCH);
          if (events.length === 0 && !(await findProject(this.#db, workspaceId, projectId))) return;
          pause = FIRST_PAUSE_MS;
          for (const event of events) {
            if (subscription.hasEnded) return;
            seq = event.seq;
            yield event;
          }
          if (events.length < BATCH) await subscription.news();
        } catch (error) {
          this.#logger.warn({ err: error, projectId }, 'The journal could not be read; trying again');
          await Promise.race([subscription.news(), sleep(pause, undefined, { ref: false })]);
          pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        }
      }
    } finally {
      end();
    }
  }

  /** Keeps one listening connection until the listener is closed. */
  async #listen(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.#closing.signal.aborted) {
      const client = new Client({
        connectionString: this.#databaseUrl,
        query_timeout: ANSWER_MS,
        connectionTimeoutMillis: ANSWER_MS,
      });
      const lost = new AbortController();
      client.on('error', (error) => lost.abort(error));
      client.on('end', () => lost.abort());
      client.on('notification', ({ payload }) => this.#wake(payload));
      try {
        await client.connect();
        await client.query(`LISTEN ${CHANNEL}`);
        pause = FIRST_PAUSE_MS;
        // Whatever was said before this connection listened is read now.
        for (const subscription of this.#all()) subscription.wake();
        const ended = AbortSignal.any([lost.signal, this.#closing.signal]);
        while (!ended.aborted) {
          await sleep(PING_MS, undefined, { signal: ended }).catch(() => undefined);
          if (!ended.aborted) await client.query('SELECT 1');
        }
      } catch (error) {
        lost.abort(error);
      }
      await this.#disconnect(client);
      if (this.#closing.signal.aborted) return;
      this.#logger.warn(
        { err: lost.signal.reason as unknown },
        'The connection that listens for progress is lost; connecting again',
      );
      await sleep(pause, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Says good-bye to a server that may be gone. */
  async #disconnect(client: Client): Promise<void> {
    await Promise.race([client.end().catch(() => undefined), sleep(1000, undefined, { ref: false })]);
  }

  #wake(projectId: string | undefined): void {
    for (const subscription of this.#subscriptions.get(projectId ?? '') ?? []) subscription.wake();
  }

  #all(): Subscription[] {
    return [...this.#subscriptions.values()].flatMap((ofProject) => [...ofProject]);
  }
}

/** Remembers, between two looks at the journal, that something has happened; holds no events. */
class Subscription {
  hasEnded = false;
  #hasNews = false;
  #tell: () => void = () => undefined;

  /** Only news from here on count. */
  listen(): void {
    this.#hasNews = false;
  }

  /** Settles at the first news since listen(), which may have come already. */
  async news(): Promise<void> {
    if (this.#hasNews || this.hasEnded) return;
    await new Promise<void>((resolve) => (this.#tell = resolve));
  }

  wake(): void {
    this.#hasNews = true;
    this.#tell();
  }

  end(): void {
    this.hasEnded = true;
    this.#tell();
  }
}
