import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveBackAttempt, takeAttempt } from './attempts.js';
import { createTestDatabase } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';

const TWO = { attempts: 2, windowMs: 60_000 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const take = (key: string) => takeAttempt(database.db, key, TWO);
const endAll = () => database.db.query('UPDATE attempt_window SET ends_at = now()');

test('so many attempts in a window, each key for itself', async () => {
  expect([await take('a'), await take('a')]).toEqual([0, 0]);
  expect(await take('a')).toBe(60);
  expect(await take('b')).toBe(0);
  await endAll();
  expect([await take('a'), await take('a'), await take('a')]).toEqual([0, 0, 60]);
});

test('what is given back does not count', async () => {
  for (let times = 0; times < 4; times++) {
    expect(await take('good')).toBe(0);
    await giveBackAttempt(database.db, 'good');
  }
  await giveBackAttempt(database.db, 'good');
  expect([await take('good'), await take('good'), await take('good')]).toEqual([0, 0, 60]);
});

test('of many at once, from several processes, no more are let through than are left', async () => {
  const waits = await Promise.all(Array.from({ length: 20 }, () => take('crowd')));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(2);
});

test('what was typed is not kept, and windows that are over are forgotten', async () => {
  await endAll();
  await take('my password, typed into the wrong field');
  const rows = await database.db.query('SELECT * FROM attempt_window');
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain('password');
});
