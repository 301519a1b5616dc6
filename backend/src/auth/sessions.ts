import { EventEmitter } from 'node:events';
import { Inject, Injectable } from '@nestjs/common';
import { createSession, deleteSession, extendSession, findSession, listLiveSessions } from '@reels/records';
import type { Database } from '@reels/records';
import { DATABASE } from '../infrastructure.js';
import type { Caller } from './caller.js';
import { SESSION_MS } from './sessionCookie.js';

/** A session is written to at most this often, however many requests it makes. */
const EXTEND_EVERY_MS = 3_600_000;

/** Browsers in which people are signed in. */
@Injectable()
export class Sessions {
  private readonly events = new EventEmitter<{ ended: [sessionId: string] }>();

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /**
   * Answers the token that the browser is to keep; null when the account got another password meanwhile.
   *
   * @param passwordHash of the password by which the session is begun
   */
  async begin(accountId: string, passwordHash: string): Promise<string | null> {
    const session = await createSession(this.db, accountId, passwordHash, new Date(Date.now() + SESSION_MS));
    return session && session.token;
  }

  /** Null when the session has ended. `extended`: it now ends later, and so should the browser's cookie. */
  async resume(token: string): Promise<{ caller: Caller; extended: boolean } | null> {
    const session = await findSession(this.db, token);
    if (!session) return null;
    const { id, accountId, workspaceId } = session;
    const end = Date.now() + SESSION_MS;
    const extended = end - session.expiresAt.getTime() > EXTEND_EVERY_MS;
    if (extended) await extendSession(this.db, id, new Date(end));
    return { caller: { workspaceId, session: { id, accountId } }, extended };
  }

  async end(sessionId: string): Promise<void> {
    await deleteSession(this.db, sessionId);
    this.tellEnded([sessionId]);
  }

  /** Tells of sessions that are no longer in the records. */
  tellEnded(sessionIds: readonly string[]): void {
    for (const id of sessionIds) this.events.emit('ended', id);
  }

  /** Which of these have ended meanwhile, in this process or another. */
  async ended(sessionIds: readonly string[]): Promise<string[]> {
    if (sessionIds.length === 0) return [];
    const live = await listLiveSessions(this.db, sessionIds);
    return sessionIds.filter((id) => !live.has(id));
  }

  /** Tells of each session that is ended by this process. */
  onEnd(listener: (sessionId: string) => void): void {
    this.events.on('ended', listener);
  }
}
