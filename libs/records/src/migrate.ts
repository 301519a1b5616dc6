import type { Database } from './database.js';
import { WorkspaceEntity } from './entities/workspace.js';
import { DEFAULT_WORKSPACE_ID } from './workspaces.js';

/** Any number that no other program of the database uses: "reels" in ASCII. */
const LOCK = 0x7265656c73;

/**
 * Brings the schema up to date and makes the default workspace, all or nothing. Two at once are safe: the second waits and finds
 * nothing to do. Answers the names of the migrations it applied.
 */
export async function migrate(db: Database): Promise<{ applied: string[] }> {
  const session = db.createQueryRunner();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const applied = await db.runMigrations({ transaction: 'all' });
    await db
      .getRepository(WorkspaceEntity)
      .createQueryBuilder()
      .insert()
      .values({ id: DEFAULT_WORKSPACE_ID, name: 'Default' })
      .orIgnore()
      .execute();
    return { applied: applied.map(({ name }) => name) };
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [LOCK]).finally(() => session.release());
  }
}
