import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { findWorkspaceByApiKey } from '@reels/records';
import type { Database } from '@reels/records';
import { DATABASE } from '../infrastructure.js';
import type { Caller } from './caller.js';
import { isOwnOrigin } from './origin.js';
import { readSessionCookie } from './sessionCookie.js';
import { Sessions } from './sessions.js';

/** Why a request is not even looked at. */
export class Refusal {
  constructor(
    readonly status: 401 | 403,
    readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN',
    readonly message: string,
  ) {}
}

/** A request that is looked at. `caller`: null for somebody unknown. `token`: of the session whose cookie is due for renewal. */
export interface Admission {
  caller: Caller | null;
  token?: string;
}

/** Custom headers cannot be sent to another origin without its consent, and this API consents to none. */
const CSRF_HEADER = 'x-reels-csrf';

/** Knows callers by an API key or by their session. Records hold and compare digests only, so that timing tells nothing of a key. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly sessions: Sessions,
  ) {}

  /** A key goes before a cookie; a cookie counts only from a page of our own. */
  async admit(headers: IncomingHttpHeaders): Promise<Admission | Refusal> {
    if (headers.authorization) {
      return (await this.byKey(headers.authorization)) ?? new Refusal(401, 'UNAUTHENTICATED', 'There is no such API key.');
    }
    if (!isOwnOrigin(headers)) return new Refusal(403, 'FORBIDDEN', 'A page of another site asks.');
    const token = readSessionCookie(headers);
    if (!token) return { caller: null };
    if (headers[CSRF_HEADER] !== '1')
      return new Refusal(403, 'FORBIDDEN', `Requests with a session need the header "${CSRF_HEADER}: 1".`);
    const session = await this.sessions.resume(token);
    return session ? { caller: session.caller, ...(session.extended && { token }) } : { caller: null };
  }

  /**
   * Who opens a socket, which browsers let no page add headers to.
   *
   * @param upgrade headers of the request that became the socket
   * @param authorization of the connection's parameters
   */
  async admitSocket(upgrade: IncomingHttpHeaders, authorization: unknown): Promise<Caller | null> {
    if (authorization !== undefined) return (await this.byKey(authorization))?.caller ?? null;
    const token = upgrade.origin !== undefined && isOwnOrigin(upgrade) ? readSessionCookie(upgrade) : null;
    return token ? ((await this.sessions.resume(token))?.caller ?? null) : null;
  }

  /** @param authorization "Bearer KEY" */
  private async byKey(authorization: unknown): Promise<{ caller: Caller } | null> {
    const key = typeof authorization === 'string' ? /^Bearer +(\S+)$/i.exec(authorization)?.[1] : undefined;
    const workspaceId = key ? await findWorkspaceByApiKey(this.db, key) : null;
    return workspaceId ? { caller: { workspaceId, session: null } } : null;
  }
}
