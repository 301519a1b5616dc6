import { In } from 'typeorm';
import type { Database, Db } from './database.js';
import { AccountEntity } from './entities/account.js';
import { WorkspaceEntity } from './entities/workspace.js';
import { newId } from './ids.js';

export interface AccountRecord {
  id: string;
  workspaceId: string;
  name: string;
  /** In lower case. */
  email: string;
  createdAt: Date;
}

/** `passwordHash`: made by the caller; no password comes as far as the records. */
export type NewAccount = Pick<AccountRecord, 'name' | 'email'> & { passwordHash: string };

/** How an e-mail address is kept and looked up. */
const inLowerCase = (email: string): string => email.trim().toLowerCase();

export async function hasAccounts(db: Db): Promise<boolean> {
  return db.getRepository(AccountEntity).exists();
}

/** Null when the address is taken. */
export async function createAccount(db: Db, workspaceId: string, account: NewAccount): Promise<AccountRecord | null> {
  const row: AccountEntity = {
    ...account,
    id: newId(),
    workspaceId,
    email: inLowerCase(account.email),
    createdAt: new Date(),
    linkSha256: null,
    linkExpiresAt: null,
  };
  const inserted = await db
    .getRepository(AccountEntity)
    .createQueryBuilder()
    .insert()
    .values(row)
    .orIgnore()
    .returning('id')
    .execute();
  return (inserted.raw as unknown[]).length === 0 ? null : toAccount(row);
}

/** The first account of all. Null when there is one already; of two at once, one wins. */
export async function createFirstAccount(db: Database, workspaceId: string, account: NewAccount): Promise<AccountRecord | null> {
  return db.transaction(async (tx) => {
    await tx.getRepository(WorkspaceEntity).findOne({ where: { id: workspaceId }, lock: { mode: 'pessimistic_write' } });
    return (await hasAccounts(tx)) ? null : createAccount(tx, workspaceId, account);
  });
}

export async function findAccount(db: Db, workspaceId: string, id: string): Promise<AccountRecord | null> {
  const row = await db.getRepository(AccountEntity).findOneBy({ workspaceId, id });
  return row && toAccount(row);
}

/** By id; those of other workspaces are left out. */
export async function findAccounts(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, AccountRecord>> {
  const rows = await db.getRepository(AccountEntity).findBy({ workspaceId, id: In([...ids]) });
  return new Map(rows.map((row) => [row.id, toAccount(row)]));
}

/** With the hash of its password, to be compared. */
export async function findAccountByEmail(
  db: Db,
  email: string,
): Promise<{ account: AccountRecord; passwordHash: string } | null> {
  const row = await db.getRepository(AccountEntity).findOneBy({ email: inLowerCase(email) });
  return row && { account: toAccount(row), passwordHash: row.passwordHash };
}

/** An account as it is shown: without its password. */
export const toAccount = ({ id, workspaceId, name, email, createdAt }: AccountEntity): AccountRecord => ({
  id,
  workspaceId,
  name,
  email,
  createdAt,
});
