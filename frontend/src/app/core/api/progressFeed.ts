import { Injectable, computed, inject, signal } from '@angular/core';
import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { ApiClient } from './client';
import { ProgressDocument } from './generated/operations';
import type { EventFragment, ProgressSubscription } from './generated/operations';
import { Backoff } from './backoff';

/** Close codes with which the server says that there is no session, or no longer. */
const UNAUTHORIZED = [4401, 4403];
/** A connection that answers no ping for so long is dead, whatever the operating system says. */
const PING_MS = 10_000;
const PONG_MS = 5_000;

/**
 * Progress events over one socket, which all followed projects share. A lost connection is made anew and each feed goes on
 * behind the last event that it has seen, so that nothing is missed and nothing comes twice.
 */
@Injectable({ providedIn: 'root' })
export class ProgressFeed {
  readonly #api = inject(ApiClient);
  readonly #following = signal(0);
  readonly #connected = signal(true);
  /** True while something is followed over a connection that is lost. */
  readonly reconnecting = computed(() => this.#following() > 0 && !this.#connected());
  /** Grows each time a lost connection was made anew: what was asked by queries may be stale. */
  readonly reconnections = signal(0);
  #client: Client | null = null;

  /**
   * Follows a project from behind `afterSeq` until the returned function is called.
   * @param onEvent gets each event once and in order
   */
  follow(projectId: string, afterSeq: number, onEvent: (event: EventFragment) => void): () => void {
    let seen = afterSeq;
    let unsubscribe: (() => void) | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const backoff = new Backoff();

    const again = (): void => {
      if (stopped) return;
      timer = setTimeout(subscribe, backoff.next());
    };
    const subscribe = (): void => {
      unsubscribe = this.#socket().subscribe<ProgressSubscription>(
        { query: ProgressDocument.toString(), variables: { projectId, afterSeq: seen } },
        {
          next: ({ data }) => {
            backoff.reset();
            if (!data || data.progress.seq <= seen) return;
            seen = data.progress.seq;
            onEvent(data.progress);
          },
          error: (error) => {
            if (isUnauthorized(error)) this.#api.refusals.update((count) => count + 1);
            else if (!isRefused(error)) {
              this.#connected.set(false);
              again();
            }
          },
          complete: again,
        },
      );
    };
    this.#following.update((count) => count + 1);
    subscribe();
    return () => {
      if (stopped) return;
      stopped = true;
      clearTimeout(timer);
      unsubscribe?.();
      this.#following.update((count) => count - 1);
    };
  }

  #socket(): Client {
    this.#client ??= createClient({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
      // Each feed subscribes anew by itself, with the newest seq that it has seen.
      retryAttempts: 0,
      keepAlive: PING_MS,
      on: (() => {
        let socket: WebSocket | undefined;
        let deadline: ReturnType<typeof setTimeout> | undefined;
        return {
          opened: (opened) => (socket = opened as WebSocket),
          connected: () => {
            if (!this.#connected()) this.reconnections.update((count) => count + 1);
            this.#connected.set(true);
          },
          closed: () => {
            clearTimeout(deadline);
            if (this.#following() > 0) this.#connected.set(false);
          },
          ping: (received) => {
            if (!received) deadline = setTimeout(() => socket?.close(4408, 'No pong'), PONG_MS);
          },
          pong: (received) => {
            if (received) clearTimeout(deadline);
          },
        };
      })(),
    });
    return this.#client;
  }
}

const isUnauthorized = (error: unknown): boolean => error instanceof CloseEvent && UNAUTHORIZED.includes(error.code);
/** The server's own errors come as a list, and would come again. */
const isRefused = (error: unknown): boolean => Array.isArray(error);
