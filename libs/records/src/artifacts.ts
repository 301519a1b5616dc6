import type { ArtifactKind, MadeBy } from '@reels/contracts';
import type { Db } from './database.js';

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

export type NewArtifact = Pick<ArtifactRecord, 'stepKey' | 'kind' | 'objectKey' | 'bytes' | 'sha256' | 'contentType' | 'madeBy'> & {
  reelId?: string | null;
};

/** What a step has stored; empty when it has not been done. */
export declare function findArtifacts(db: Db, workspaceId: string, projectId: string, stepKey: string): Promise<ArtifactRecord[]>;

/**
 * Stores what steps made, all or nothing. What the same step stored before (same kind, same reel) stays as it is, since a step's
 * key names its result. Answers the stored rows of these steps.
 */
export declare function saveArtifacts(
  db: Db,
  workspaceId: string,
  projectId: string,
  artifacts: readonly NewArtifact[],
): Promise<ArtifactRecord[]>;

/** Oldest first. `reelId`: only those of this reel; null: only those of the whole project. */
export declare function listArtifacts(
  db: Db,
  workspaceId: string,
  projectId: string,
  filter?: { reelId?: string | null; kind?: ArtifactKind },
): Promise<ArtifactRecord[]>;

export declare function findArtifact(db: Db, workspaceId: string, id: string): Promise<ArtifactRecord | null>;

/** What the project's steps cost, in micro-dollars; a step that made several artifacts counts once. */
export declare function projectCost(db: Db, workspaceId: string, projectId: string): Promise<number>;

/**
 * Who made what, in the order of making, one entry for each step, provider and version, their costs added up.
 * `reelId` as in listArtifacts.
 */
export declare function listMadeBy(db: Db, workspaceId: string, projectId: string, filter?: { reelId?: string | null }): Promise<MadeBy[]>;
