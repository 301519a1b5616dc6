import { randomBytes } from 'node:crypto';
import { createAccount, openDatabase } from '@reels/records';
import { createTestWorkspace } from '@reels/records/testing';
import { argon2id } from 'hash-wasm';
import { testStack } from './stack.js';

export const STRANGER = { name: 'Sam', email: 'sam@example.org', password: 'a workspace of my own' };

/** Makes an account in a workspace of its own, as an operator would. */
export async function admitStranger(): Promise<void> {
  const db = await openDatabase(testStack().addresses.database);
  try {
    const workspaceId = await createTestWorkspace(db);
    const passwordHash = await argon2id({ password: STRANGER.password, salt: randomBytes(16), memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32, outputType: 'encoded' });
    const { name, email } = STRANGER;
    await createAccount(db, workspaceId, { name, email, passwordHash });
  } finally {
    await db.destroy();
  }
}
