import type { ArtifactKind, MadeBy } from '@reels/contracts';
import { In, IsNull } from 'typeorm';
import type { FindOptionsWhere } from 'typeorm';
import type { Db } from './database.js';
import { ArtifactEntity } from './entities/artifact.js';
import { newId } from './ids.js';

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

async function select(db: Db, where: FindOptionsWhere<ArtifactEntity>): Promise<ArtifactRecord[]> {
  const rows = await db.getRepository(ArtifactEntity).find({ where, order: { createdAt: 'ASC', id: 'ASC' } });
  return rows.map((row) => ({ ...row }));
}
