import type { Logger } from '@reels/platform';

/** Who asks, and how what is done for them is found in the logs. One for each request or subscription. */
export interface RequestContext {
  requestId: string;
  /** The workspace of the API key; every query takes it. */
  workspaceId: string;
  /** Writes the request's id on each line. */
  logger: Logger;
}
