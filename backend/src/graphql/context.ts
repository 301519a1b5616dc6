import type { Logger } from '@reels/platform';
import type { Caller } from '../auth/caller.js';

/** Who asks, and how what is done for them is found in the logs. One for each request or subscription. */
export interface RequestContext {
  requestId: string;
  /** The workspace of the caller; every query takes it. */
  workspaceId: string;
  /** Writes the request's id on each line. */
  logger: Logger;
}

/** The same for fields that answer everybody (auth/public.ts); those come over HTTP. */
export interface VisitContext extends Omit<RequestContext, 'workspaceId'> {
  /** Null: somebody unknown. */
  caller: Caller | null;
  /** IP address of the client. */
  address: string;
  /** Leaves a session's token in the browser; null takes it away. */
  keepToken(token: string | null): void;
}
