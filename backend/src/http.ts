import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@reels/platform';
import type { Authenticator } from './auth/authenticator.js';
import type { RequestContext } from './graphql/context.js';

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
      const facts = {
        method: request.method,
        status: response.statusCode,
        ms: Math.round(performance.now() - started),
        finished: response.writableFinished,
      };
      requestLogger.info(facts, 'request');
    });

    authenticator.workspaceOf(request.headers.authorization).then((workspaceId) => {
      if (!workspaceId) return refuse(response);
      request.context = { requestId, workspaceId, logger: requestLogger };
      next();
    }, next);
  };
}

function refuse(response: ServerResponse): void {
  const error = { message: 'An API key is needed: send "Authorization: Bearer KEY".', extensions: { code: 'UNAUTHENTICATED' } };
  response.writeHead(401, { 'content-type': 'application/json', 'www-authenticate': 'Bearer', connection: 'close' });
  response.end(JSON.stringify({ errors: [error] }));
}
