import { randomBytes } from 'node:crypto';
import { MoreThan } from 'typeorm';
import { toAccount } from './accounts.js';
import type { AccountRecord } from './accounts.js';
import type { Database, Db, Transaction } from './database.js';
import { digest } from './digest.js';
import { AccountEntity } from './entities/account.js';
import { SessionEntity } from './entities/session.js';

const TOKEN_BYTES = 32;

/**
 * Gives an account another password: its link is used up and its sessions end, but for one that may go on.
 * Answers the ids of the sessions that were ended.
 *
 * @param passwordHash made by the caller; no password comes as far as the records
 */
export async function replacePassword(
  db: Database,
  accountId: string,
  passwordHash: string,
  keepSessionId: string | null,
): Promise<string[]> {
  return db.transaction((tx) => replace(tx, accountId, passwordHash, keepSessionId));
}

/**
 * Draws the token of a link by which the workspace's first account, its owner's, gets another password. An earlier link of it is
 * good no longer. The token is answered this once, and only the digest is kept. Null when there is no account.
 */
export async function createSignInLink(
  db: Db,
  workspaceId: string,
  expiresAt: Date,
): Promise<{ account: AccountRecord; token: string } | null> {
  const accounts = db.getRepository(AccountEntity);
  // Ids grow with time.
  const owner = await accounts.findOne({ where: { workspaceId }, order: { id: 'ASC' } });
  if (!owner) return null;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await accounts.update({ id: owner.id }, { linkSha256: digest(token), linkExpiresAt: expiresAt });
  return { account: toAccount(owner), token };
}

/** Whether a link is good: there is one, it was not used, and its time is not over. */
export async function isSignInLink(db: Db, token: string): Promise<boolean> {
  return db.getRepository(AccountEntity).existsBy(goodLink(token));
}

/** Gives the link's account another password, as replacePassword does. Null when the link is not good; of two at once, one is. */
export async function useSignInLink(
  db: Database,
  token: string,
  passwordHash: string,
): Promise<{ account: AccountRecord; endedSessions: string[] } | null> {
  return db.transaction(async (tx) => {
    const account = await tx
      .getRepository(AccountEntity)
      .findOne({ where: goodLink(token), lock: { mode: 'pessimistic_write' } });
    if (!account) return null;
    return { account: toAccount(account), endedSessions: await replace(tx, account.id, passwordHash, null) };
  });
}

const goodLink = (token: string) => ({ linkSha256: digest(token), linkExpiresAt: MoreThan(new Date()) });

/** The password first: a session that is being begun by the old one is seen by the deletion, or never begun (createSession). */
async function replace(
  tx: Transaction,
  accountId: string,
  passwordHash: string,
  keepSessionId: string | null,
): Promise<string[]> {
  await tx.getRepository(AccountEntity).update({ id: accountId }, { passwordHash, linkSha256: null, linkExpiresAt: null });
  const sessions = await tx.getRepository(SessionEntity).find({ select: { id: true }, where: { accountId } });
  const ended = sessions.map(({ id }) => id).filter((id) => id !== keepSessionId);
  if (ended.length > 0) await tx.getRepository(SessionEntity).delete(ended);
  return ended;
}
