import type { ProgressEvent } from '@reels/contracts';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { CommandError } from '../failure.js';
import { ProgressDocument } from '../generated/operations.js';
import type { ProgressSubscription } from '../generated/operations.js';
import type { ApiClient } from './client.js';
import { toProgressEvent } from './enums.js';

const PING_MS = 10_000;
/** Close codes with which a graphql-ws server refuses a key. */
const REFUSED = [4401, 4403];

export interface Subscription {
  /** The next event; `lost` when the connection ended, for whatever reason that a new one may mend. */
  next(): Promise<ProgressEvent | 'lost'>;
  stop(): void;
}

/** One connection to the progress of one project, after `afterSeq`. */
export function subscribe(api: ApiClient, projectId: string, afterSeq: number): Subscription {
  const { url, connectionParams } = api.subscriptions;
  const client = createClient({ url, connectionParams, webSocketImpl: WebSocket, retryAttempts: 0, keepAlive: PING_MS });
  const events = client.iterate<ProgressSubscription>({ query: ProgressDocument.toString(), variables: { projectId, afterSeq } });
  return {
    async next() {
      try {
        const { value, done } = await events.next();
        if (done) return 'lost';
        if (value.errors?.[0]) throw refused(value.errors[0].message);
        return value.data ? toProgressEvent(value.data.progress) : 'lost';
      } catch (error) {
        return afterError(error);
      }
    },
    stop() {
      void events.return?.();
      void client.dispose();
    },
  };
}

/** Errors of GraphQL come as a list and would come again; anything else is the connection. */
function afterError(error: unknown): 'lost' {
  if (error instanceof CommandError) throw error;
  if (Array.isArray(error)) throw refused((error[0] as { message?: string } | undefined)?.message ?? 'unknown error');
  const { code } = (error ?? {}) as { code?: number };
  if (code !== undefined && REFUSED.includes(code)) {
    throw new CommandError('API_REFUSED', 'The API refuses the key.', 'Set API_KEY to a key of that API.');
  }
  return 'lost';
}

const refused = (message: string): CommandError =>
  new CommandError(
    'API_BROKEN',
    `The API does not tell the progress: ${message}`,
    'Look into its log; report it if it happens again.',
  );
