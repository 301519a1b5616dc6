import type { MadeBy } from '@reels/contracts';
import type { Db } from './database.js';
import { grouped } from './grouped.js';
import type { OfProjects } from './manyProjects.js';

/**
 * Who made what of each project and its reels, in the order of making: one entry for each step, provider, version and fallback,
 * its costs added up. A step that made several artifacts counts once.
 */
export const listMadeByOfProjects: OfProjects<MadeBy[]> = (db, workspaceId, projectIds) =>
  madeByOf(db, workspaceId, 'project_id', projectIds);

/** The same of each reel; the map is by reel. */
export const listMadeByOfReels = (db: Db, workspaceId: string, reelIds: readonly string[]): Promise<Map<string, MadeBy[]>> =>
  madeByOf(db, workspaceId, 'reel_id', reelIds);

/** What each project's steps cost, in micro-dollars. */
export const projectCosts: OfProjects<number> = async (db, workspaceId, projectIds) => {
  const made = await listMadeByOfProjects(db, workspaceId, projectIds);
  return new Map([...made].map(([id, entries]) => [id, entries.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0)]));
};

interface Row extends Omit<MadeBy, 'costMicroUsd' | 'fallback'> {
  owner: string;
  /** A sum of bigints, which the driver gives as text. */
  cost: string;
  fallback: string | null;
}

async function madeByOf(
  db: Db,
  workspaceId: string,
  owner: 'project_id' | 'reel_id',
  ids: readonly string[],
): Promise<Map<string, MadeBy[]>> {
  const rows: Row[] = await db.query(
    `WITH step AS (
       SELECT ${owner} AS owner, step_key, made_by, min(created_at) AS at FROM artifact
       WHERE workspace_id = $1 AND ${owner} = ANY($2::uuid[]) GROUP BY 1, 2, 3
     )
     SELECT owner, made_by->>'step' AS step, made_by->>'provider' AS provider, made_by->>'version' AS version,
            made_by->>'fallback' AS fallback, sum((made_by->>'costMicroUsd')::bigint) AS cost
     FROM step GROUP BY 1, 2, 3, 4, 5 ORDER BY min(at), 1, 2, 3, 4, 5`,
    [workspaceId, ids],
  );
  return grouped(
    rows,
    (row) => row.owner,
    ({ step, provider, version, cost, fallback }) => ({
      step,
      provider,
      version,
      costMicroUsd: Number(cost),
      ...(fallback !== null && { fallback }),
    }),
  );
}
