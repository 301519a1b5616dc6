import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDatabase } from './database.js';
import { migrate } from './migrate.js';
import { MIGRATIONS } from './migrations/index.js';
import { createTestDatabase } from './testing/testDatabase.js';
import type { TestDatabase } from './testing/testDatabase.js';
import { DEFAULT_WORKSPACE_ID } from './workspaces.js';

let empty: TestDatabase;
beforeEach(async () => {
  empty = await createTestDatabase({ migrated: false });
});
afterEach(() => empty.drop());

const tablesOf = async ({ db }: TestDatabase): Promise<string[]> => {
  const rows: { name: string }[] = await db.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

test('the migrations make what the entities say (else: npm run migration -w libs/records -- NameOfTheChange)', async () => {
  await migrate(empty.db);
  const { upQueries } = await empty.db.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test('names in the database are snake_case', async () => {
  await migrate(empty.db);
  const rows: { name: string }[] = await empty.db.query(
    `SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'`,
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['last_seq', 'source_upload_id', 'start_ms']));
  expect(rows.filter(({ name }) => !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test('two at once: one does the work, both find the schema and the default workspace', async () => {
  const other = await openDatabase(empty.url);
  try {
    const applied = await Promise.all([migrate(empty.db), migrate(other)]);
    expect(applied.map((result) => result.applied.length).sort()).toEqual([0, MIGRATIONS.length]);
    expect(await other.query('SELECT id FROM workspace')).toEqual([{ id: DEFAULT_WORKSPACE_ID }]);
  } finally {
    await other.destroy();
  }
});

test('every migration can be taken back', async () => {
  await migrate(empty.db);
  while ((await tablesOf(empty)).length > 1) await empty.db.undoLastMigration();
  expect(await tablesOf(empty)).toEqual(['migration']);
});
