import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findWorkspaceByApiKey, setApiKey } from './apiKeys.js';
import { createTestDatabase } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID } from './workspaces.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a key opens its workspace until another takes its name, and is stored as a digest alone', async () => {
  const { db } = database;
  await setApiKey(db, DEFAULT_WORKSPACE_ID, 'stack', 'first-key');
  await setApiKey(db, DEFAULT_WORKSPACE_ID, 'settings', 'other-key');
  expect(await findWorkspaceByApiKey(db, 'first-key')).toBe(DEFAULT_WORKSPACE_ID);
  expect(await findWorkspaceByApiKey(db, 'wrong-key')).toBeNull();

  await setApiKey(db, DEFAULT_WORKSPACE_ID, 'stack', 'second-key');
  expect(await findWorkspaceByApiKey(db, 'first-key')).toBeNull();
  expect(await findWorkspaceByApiKey(db, 'second-key')).toBe(DEFAULT_WORKSPACE_ID);
  expect(await findWorkspaceByApiKey(db, 'other-key')).toBe(DEFAULT_WORKSPACE_ID);
  expect(JSON.stringify(await db.query('SELECT * FROM api_key'))).not.toMatch(/first-key|second-key|other-key/);
});
