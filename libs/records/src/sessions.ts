import { randomBytes } from 'node:crypto';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import type { Database, Db } from './database.js';
import { digest } from './digest.js';
import { AccountEntity } from './entities/account.js';
import { SessionEntity } from './entities/session.js';
import { newId } from './ids.js';

/** Somebody who is signed in. */
export interface SessionRecord {
  id: string;
  accountId: string;
  /** That of the account. */
  workspaceId: string;
  expiresAt: Date;
}

const TOKEN_BYTES = 32;

/**
 * Begins a session; its token is answered this once, and only the digest is kept. Sessions that have ended are forgotten.
 *
 * @param passwordHash that of the password by which it is begun: null is answered when the account has another one by now
 */
export async function createSession(
  db: Database,
  accountId: string,
  passwordHash: string,
  expiresAt: Date,
): Promise<{ id: string; token: string } | null> {
  await db.getRepository(SessionEntity).delete({ expiresAt: LessThanOrEqual(new Date()) });
  return db.transaction(async (tx) => {
    const where = { id: accountId, passwordHash };
    if (!(await tx.getRepository(AccountEntity).findOne({ where, lock: { mode: 'pessimistic_read' } }))) return null;
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const id = newId();
    await tx.getRepository(SessionEntity).insert({ id, accountId, sha256: digest(token), createdAt: new Date(), expiresAt });
    return { id, token };
  });
}

/** The session of this token; null when there is none or it has ended. */
export async function findSession(db: Db, token: string): Promise<SessionRecord | null> {
  const session = await db.getRepository(SessionEntity).findOneBy({ sha256: digest(token), expiresAt: MoreThan(new Date()) });
  const account = session && (await db.getRepository(AccountEntity).findOneBy({ id: session.accountId }));
  if (!account) return null;
  const { id, accountId, expiresAt } = session;
  return { id, accountId, workspaceId: account.workspaceId, expiresAt };
}

export async function extendSession(db: Db, id: string, expiresAt: Date): Promise<void> {
  await db.getRepository(SessionEntity).update({ id }, { expiresAt });
}

/** Ending one that has ended is fine. */
export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.getRepository(SessionEntity).delete({ id });
}

/** Which of these sessions go on. */
export async function listLiveSessions(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .getRepository(SessionEntity)
    .find({ select: { id: true }, where: { id: In(ids), expiresAt: MoreThan(new Date()) } });
  return new Set(rows.map(({ id }) => id));
}
