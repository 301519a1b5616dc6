import type { ArtifactKind, MadeBy } from '@reels/contracts';
import { In, IsNull } from 'typeorm';
import type { FindOptionsWhere } from 'typeorm';
import type { Db } from './database.js';
import { ArtifactEntity } from './entities/artifact.js';
import { isId, newId } from './ids.js';

export interface ArtifactRecord {
  id: string;
  workspaceId: string;
  projectId: string;
  /** Null for what belongs to the whole project. */
  reelId: string | null;
  stepKey: string;
  kind: ArtifactKind;
  objectKey: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  contentType: string;
  madeBy: MadeBy;
  createdAt: Date;
}

export type NewArtifact = Pick<
  ArtifactRecord,
  'stepKey' | 'kind' | 'objectKey' | 'bytes' | 'sha256' | 'contentType' | 'madeBy'
> & {
  reelId?: string | null;
};

/** What a step has stored; empty when it has not been done. */
export async function findArtifacts(db: Db, workspaceId: string, projectId: string, stepKey: string): Promise<ArtifactRecord[]> {
  return select(db, { workspaceId, projectId, stepKey });
}

/**
 * Stores what steps made, all or nothing. What the same step stored before (same kind, same reel) stays as it is, since a step's
 * key names its result. Answers the stored rows of these steps.
 */
export async function saveArtifacts(
  db: Db,
  workspaceId: string,
  projectId: string,
  artifacts: readonly NewArtifact[],
): Promise<ArtifactRecord[]> {
  if (artifacts.length === 0) return [];
  await db
    .getRepository(ArtifactEntity)
    .createQueryBuilder()
    .insert()
    .values(artifacts.map((artifact) => ({ ...artifact, id: newId(), workspaceId, projectId })))
    .orIgnore()
    .execute();
  return select(db, { workspaceId, projectId, stepKey: In(artifacts.map(({ stepKey }) => stepKey)) });
}

/** Oldest first. `reelId`: only those of this reel; null: only those of the whole project. */
export async function listArtifacts(
  db: Db,
  workspaceId: string,
  projectId: string,
  filter: { reelId?: string | null; kind?: ArtifactKind } = {},
): Promise<ArtifactRecord[]> {
  const { reelId, kind } = filter;
  return select(db, {
    workspaceId,
    projectId,
    ...(reelId !== undefined && { reelId: reelId ?? IsNull() }),
    ...(kind !== undefined && { kind }),
  });
}

export async function findArtifact(db: Db, workspaceId: string, id: string): Promise<ArtifactRecord | null> {
  if (!isId(id)) return null;
  const row = await db.getRepository(ArtifactEntity).findOneBy({ workspaceId, id });
  return row && { ...row };
}

async function select(db: Db, where: FindOptionsWhere<ArtifactEntity>): Promise<ArtifactRecord[]> {
  const rows = await db.getRepository(ArtifactEntity).find({ where, order: { createdAt: 'ASC', id: 'ASC' } });
  return rows.map((row) => ({ ...row }));
}

/** What the project's steps cost, in micro-dollars; a step that made several artifacts counts once. */
export async function projectCost(db: Db, workspaceId: string, projectId: string): Promise<number> {
  const made = await listMadeBy(db, workspaceId, projectId);
  return made.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0);
}

/**
 * Who made what, in the order of making: one entry for each step, provider, version and fallback, its costs added up (a step that
 * made several artifacts counts once). `reelId` as in listArtifacts.
 */
export async function listMadeBy(
  db: Db,
  workspaceId: string,
  projectId: string,
  filter: { reelId?: string | null } = {},
): Promise<MadeBy[]> {
  const rows: (Omit<MadeBy, 'costMicroUsd' | 'fallback'> & { cost: string; fallback: string | null })[] = await db.query(
    `WITH step AS (
       SELECT step_key, made_by, min(created_at) AS at FROM artifact
       WHERE workspace_id = $1 AND project_id = $2 AND ($3 OR reel_id IS NOT DISTINCT FROM $4)
       GROUP BY step_key, made_by
     )
     SELECT made_by->>'step' AS step, made_by->>'provider' AS provider, made_by->>'version' AS version,
            made_by->>'fallback' AS fallback, sum((made_by->>'costMicroUsd')::bigint) AS cost
     FROM step GROUP BY 1, 2, 3, 4 ORDER BY min(at), 1, 2, 3, 4`,
    [workspaceId, projectId, filter.reelId === undefined, filter.reelId ?? null],
  );
  return rows.map(({ step, provider, version, cost, fallback }) => ({
    step,
    provider,
    version,
    costMicroUsd: Number(cost),
    ...(fallback !== null && { fallback }),
  }));
}
