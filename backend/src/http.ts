import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@reels/platform';
import type { Authenticator } from './auth/authenticator.js';
import type { RequestContext } from './graphql/context.js';
import { INTERNAL, MASKED_MESSAGE } from './graphql/presentError.js';

/** A request on its way through the middleware below. */
export interface ApiRequest extends IncomingMessage {
  context?: RequestContext;
}

type Next = (error?: unknown) => void;

/** A caller may name its request; anything else than a plain id is not taken into the logs. */
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * Middleware: lets in who has an API key, before the body is read, and gives the request its context. Each answer names the
 * request in `x-request-id`, and each request leaves one line in the logs.
 */
export function admit(authenticator: Authenticator, logger: Logger) {
  return (request: ApiRequest, response: ServerResponse, next: Next): void => {
    const started = performance.now();
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    const requestLogger = logger.child({ requestId });
    response.setHeader('x-request-id', requestId);
    response.once('close', () => {
      const ms = Math.round(performance.now() - started);
      const { statusCode: status, writableFinished: finished } = response;
      requestLogger.info({ method: request.method, status, ms, finished }, 'request');
    });

    authenticator.workspaceOf(request.headers.authorization).then((workspaceId) => {
      if (workspaceId) {
        request.context = { requestId, workspaceId, logger: requestLogger };
        next();
      } else {
        response.setHeader('www-authenticate', 'Bearer');
        refuse(response, 401, 'UNAUTHENTICATED', 'An API key is needed: send "Authorization: Bearer KEY".');
      }
    }, next);
  };
}

/** Error middleware: what went wrong before GraphQL began is answered in GraphQL's shape; its clients know no other. */
export function refuseWhatFailed(logger: Logger) {
  return (error: Error & { status?: number }, request: ApiRequest, response: ServerResponse, _next: Next): void => {
    const { status = 500 } = error;
    if (status === 413) return refuse(response, status, 'TOO_LARGE', 'The request is larger than 8 MiB.');
    if (status < 500)
      return refuse(response, status, 'BAD_REQUEST', 'The body is not a request: send JSON with "query" and "variables".');
    const requestId = String(response.getHeader('x-request-id'));
    logger.error({ requestId, err: error, method: request.method }, 'a request failed before it was understood');
    refuse(response, 500, INTERNAL, MASKED_MESSAGE, { requestId });
  };
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  more: Record<string, unknown> = {},
): void {
  // What is left of the body is not read.
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code, ...more } }] }));
}
