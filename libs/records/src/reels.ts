import type { Checks, Range, ReelState } from '@reels/contracts';
import type { Db } from './database.js';
import { HighlightEntity } from './entities/highlight.js';
import { ReelEntity } from './entities/reel.js';
import { isId, newId } from './ids.js';
import type { StageFailure } from './projects.js';

/**
 * State and error of a reel are changed by recordProgress alone (`reelState`, `failure`), so that the journal tells of every
 * change.
 */
export interface ReelRecord {
  id: string;
  workspaceId: string;
  projectId: string;
  highlightId: string;
  title: string;
  /** From 1. */
  revision: number;
  state: ReelState;
  /** Which ranges of the episode it keeps; empty until it is planned. */
  cut: Range[];
  /** Empty until it is measured. */
  checks: Checks;
  /** Set while the state is `failed`. */
  error: StageFailure | null;
  createdAt: Date;
  updatedAt: Date;
}

/** One queued reel for each approved highlight that has none yet. Answers all reels of the project, as listReels does. */
export async function createReelsForHighlights(db: Db, workspaceId: string, projectId: string): Promise<ReelRecord[]> {
  const approved = await db.getRepository(HighlightEntity).findBy({ workspaceId, projectId, state: 'approved' });
  if (approved.length > 0) {
    await db
      .getRepository(ReelEntity)
      .createQueryBuilder()
      .insert()
      .values(
        approved.map(({ id, title }) => ({ id: newId(), workspaceId, projectId, highlightId: id, title, cut: [], checks: {} })),
      )
      .orIgnore()
      .execute();
  }
  return listReels(db, workspaceId, projectId);
}

export async function findReel(db: Db, workspaceId: string, id: string): Promise<ReelRecord | null> {
  if (!isId(id)) return null;
  const row = await db.getRepository(ReelEntity).findOneBy({ workspaceId, id });
  return row && { ...row };
}

/** In the order of their highlights' scores, the best first. */
export async function listReels(db: Db, workspaceId: string, projectId: string): Promise<ReelRecord[]> {
  if (!isId(projectId)) return [];
  const rows = await db
    .getRepository(ReelEntity)
    .createQueryBuilder('reel')
    .innerJoin(HighlightEntity, 'highlight', 'highlight.id = reel.highlightId')
    .where({ workspaceId, projectId })
    .orderBy({ 'highlight.score': 'DESC', 'highlight.startMs': 'ASC' })
    .getMany();
  return rows.map((row) => ({ ...row }));
}

export async function saveReelCut(db: Db, workspaceId: string, id: string, cut: readonly Range[]): Promise<void> {
  await db.getRepository(ReelEntity).update({ workspaceId, id }, { cut: [...cut] });
}

export async function saveReelChecks(db: Db, workspaceId: string, id: string, checks: Checks): Promise<void> {
  await db.getRepository(ReelEntity).update({ workspaceId, id }, { checks });
}
