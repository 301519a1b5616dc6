import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@reels/platform';
import { Refusal } from './auth/authenticator.js';
import type { Admission, Authenticator } from './auth/authenticator.js';
import type { Caller } from './auth/caller.js';
import { unauthenticated } from './auth/public.js';
import { sessionCookie } from './auth/sessionCookie.js';
import type { RequestContext, VisitContext } from './graphql/context.js';
import { LIMITS } from './graphql/limits.js';
import { INTERNAL, MASKED_MESSAGE } from './graphql/presentError.js';

/** A request on its way through the middleware below. */
export interface ApiRequest extends IncomingMessage {
  /** Of the client, as far as the proxies in front of us are trusted to tell it (TRUSTED_PROXIES). */
  ip?: string;
  context?: RequestContext & VisitContext;
}

type Next = (error?: unknown) => void;

/** A caller may name its request; anything else than a plain id is not taken into the logs. */
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * Middleware: refuses false keys and pages of other sites before the body is read, and gives the request its context. Each answer
 * names the request in `x-request-id`, and each request leaves one line in the logs.
 */
export function admit(authenticator: Authenticator, logger: Logger) {
  return (request: ApiRequest, response: ServerResponse, next: Next): void => {
    const started = performance.now();
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    const requestLogger = logger.child({ requestId });
    response.setHeader('x-request-id', requestId);
    response.setHeader('cache-control', 'no-store');
    response.once('close', () => {
      const ms = Math.round(performance.now() - started);
      const { statusCode: status, writableFinished: finished } = response;
      requestLogger.info({ method: request.method, status, ms, finished }, 'request');
    });

    authenticator.admit(request.headers).then((admission) => {
      if (admission instanceof Refusal) {
        const { status, code, message } = admission;
        if (status === 401) response.setHeader('www-authenticate', 'Bearer');
        return refuse(response, status, code, message);
      }
      if (!admission.caller && !isShort(request)) return refuse(response, 413, 'TOO_LARGE', 'Sign in to send as much as this.');
      request.context = new HttpContext(requestId, requestLogger, admission, request, response);
      next();
    }, next);
  };
}

/** Whether a body is as short as what somebody unknown may send. */
const isShort = ({ method, headers }: IncomingMessage): boolean =>
  method !== 'POST' || Number(headers['content-length'] ?? Infinity) <= LIMITS.strangersBodyBytes;

/** A class, for Apollo copies the context, and keeps only a class's getters as they are. */
class HttpContext implements RequestContext, VisitContext {
  readonly caller: Caller | null;
  readonly address: string;

  constructor(
    readonly requestId: string,
    readonly logger: Logger,
    { caller, token }: Admission,
    private readonly request: ApiRequest,
    private readonly response: ServerResponse,
  ) {
    this.caller = caller;
    this.address = request.ip ?? '';
    if (token) this.keepToken(token);
  }

  /** Throws for somebody unknown, whom nothing that belongs to a workspace should have let in. */
  get workspaceId(): string {
    if (!this.caller) throw unauthenticated();
    return this.caller.workspaceId;
  }

  keepToken(token: string | null): void {
    this.response.setHeader('set-cookie', sessionCookie(token, this.request.headers.origin));
  }
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
