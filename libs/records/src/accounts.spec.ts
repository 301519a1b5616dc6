import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAccount, createFirstAccount, findAccount, findAccountByEmail, hasAccounts } from './accounts.js';
import { replacePassword } from './passwords.js';
import { createSession, deleteSession, extendSession, findSession, listLiveSessions } from './sessions.js';
import { createTestDatabase, createTestWorkspace } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const person = (name: string) => ({ name, email: `${name}@Example.org`, passwordHash: `hash of ${name}` });
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

test('of several first accounts that are made at once, one is', async () => {
  const { db } = database;
  expect(await hasAccounts(db)).toBe(false);
  const made = await Promise.all(['Ada', 'Ben', 'Cy'].map((name) => createFirstAccount(db, DEFAULT_WORKSPACE_ID, person(name))));
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await hasAccounts(db)).toBe(true);
  expect(await createFirstAccount(db, DEFAULT_WORKSPACE_ID, person('Dee'))).toBeNull();
});

test('an address belongs to one account, however it is written', async () => {
  const { db } = database;
  const eve = await createAccount(db, DEFAULT_WORKSPACE_ID, person('Eve'));
  expect(eve).toMatchObject({ name: 'Eve', email: 'eve@example.org' });
  expect(await createAccount(db, DEFAULT_WORKSPACE_ID, { ...person('Other'), email: 'EVE@example.org' })).toBeNull();
  expect(await findAccountByEmail(db, ' Eve@example.ORG')).toEqual({ account: eve, passwordHash: 'hash of Eve' });
  expect(await findAccountByEmail(db, 'nobody@example.org')).toBeNull();
});

test('an account is found in its workspace alone', async () => {
  const { db } = database;
  const other = await createTestWorkspace(db);
  const fay = await createAccount(db, other, person('Fay'));
  expect(await findAccount(db, other, fay?.id ?? '')).toEqual(fay);
  expect(await findAccount(db, DEFAULT_WORKSPACE_ID, fay?.id ?? '')).toBeNull();
});

test('a session is known by its token until it ends; the token is not stored', async () => {
  const { db } = database;
  const workspaceId = await createTestWorkspace(db);
  const account = await createAccount(db, workspaceId, person('Gus'));
  const accountId = account?.id ?? '';
  const begin = async () => (await createSession(db, accountId, 'hash of Gus', inHours(1)))!;
  const { id, token } = await begin();
  expect(await findSession(db, token)).toMatchObject({ id, accountId, workspaceId });
  expect(await findSession(db, `${token}x`)).toBeNull();
  expect(JSON.stringify(await db.query('SELECT * FROM session'))).not.toContain(token);

  const later = inHours(2);
  await extendSession(db, id, later);
  expect(await findSession(db, token)).toMatchObject({ expiresAt: later });
  const other = await begin();
  await extendSession(db, id, inHours(-1));
  expect(await findSession(db, token)).toBeNull();
  expect(await listLiveSessions(db, [id, other.id])).toEqual(new Set([other.id]));

  await deleteSession(db, other.id);
  expect(await findSession(db, other.token)).toBeNull();
  await begin();
  expect(await db.query('SELECT count(*)::int FROM session')).toEqual([{ count: 1 }]);
});

test('with another password other sessions end, and none is begun by the old one', async () => {
  const { db } = database;
  const hal = (await createAccount(db, await createTestWorkspace(db), person('Hal')))!;
  const begin = (passwordHash: string) => createSession(db, hal.id, passwordHash, inHours(1));
  const [kept, other] = [await begin('hash of Hal'), await begin('hash of Hal')];
  expect(await replacePassword(db, hal.id, 'new hash', kept!.id)).toEqual([other!.id]);
  expect(await listLiveSessions(db, [kept!.id, other!.id])).toEqual(new Set([kept!.id]));
  expect(await begin('hash of Hal')).toBeNull();
  // Many at once with the change: whichever comes first, nobody stays who knew the former password only.
  const [ended] = await Promise.all([
    replacePassword(db, hal.id, 'newest hash', null),
    ...Array.from({ length: 5 }, () => begin('new hash')),
  ]);
  expect(ended).toContain(kept!.id);
  expect(await db.query('SELECT 1 FROM session WHERE account_id = $1', [hal.id])).toEqual([]);
});
