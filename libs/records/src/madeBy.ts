import type { MadeBy } from '@reels/contracts';
import type { Db } from './database.js';
import { grouped } from './grouped.js';
import type { OfProjects } from './manyProjects.js';

/**
 * Who made what of each project and its reels, in the order of making: one entry for each step, provider, version and fallback,
 * its costs added up. A step that made several artifacts counts once.
 */
export const listMadeByOfProjects: OfProjects<MadeBy[]> = (db, workspaceId, projectIds) =>
  madeByOf(
    db,
    'SELECT project_id AS owner, step_key, made_by, created_at FROM artifact WHERE workspace_id = $1 AND project_id = ANY($2::uuid[])',
    [workspaceId, projectIds],
  );

/**
 * Who made what went into each reel: its own steps and those of the whole project, such as its transcript, whose costs every reel
 * then shows. The map is by reel.
 */
export const listMadeByOfReels = (db: Db, workspaceId: string, reelIds: readonly string[]): Promise<Map<string, MadeBy[]>> =>
  madeByOf(
    db,
    `SELECT reel.id AS owner, step_key, made_by, artifact.created_at FROM reel
     JOIN artifact ON artifact.project_id = reel.project_id AND (artifact.reel_id IS NULL OR artifact.reel_id = reel.id)
     WHERE reel.workspace_id = $1 AND reel.id = ANY($2::uuid[])`,
    [workspaceId, reelIds],
  );

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

/** `artifacts`: a query that gives owner, step_key, made_by and created_at. */
async function madeByOf(db: Db, artifacts: string, parameters: readonly unknown[]): Promise<Map<string, MadeBy[]>> {
  const rows: Row[] = await db.query(
    `WITH step AS (
       SELECT owner, step_key, made_by, min(created_at) AS at FROM (${artifacts}) made GROUP BY 1, 2, 3
     )
     SELECT owner, made_by->>'step' AS step, made_by->>'provider' AS provider, made_by->>'version' AS version,
            made_by->>'fallback' AS fallback, sum((made_by->>'costMicroUsd')::bigint) AS cost
     FROM step GROUP BY 1, 2, 3, 4, 5 ORDER BY min(at), 1, 2, 3, 4, 5`,
    [...parameters],
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
