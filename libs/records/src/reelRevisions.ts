import type { Checks, Range, ReelDesign } from '@reels/contracts';
import { In } from 'typeorm';
import type { Db } from './database.js';
import { ReelRevisionEntity } from './entities/reelRevision.js';
import { grouped } from './grouped.js';
import { isId } from './ids.js';

/** One finished render of a reel, and what it was made from. Its artifacts are those of the step `stepKey`. */
export interface ReelRevisionRecord {
  reelId: string;
  /** Grows inside a reel; revisions that were superseded, failed or cancelled leave gaps. */
  revision: number;
  workspaceId: string;
  projectId: string;
  title: string;
  design: ReelDesign;
  cut: Range[];
  checks: Checks;
  stepKey: string;
  transcriptRevision: number;
  /** How much of the video was encoded for it; the rest was taken over from an earlier revision. */
  reencodedMs: number;
  createdAt: Date;
}

export type NewReelRevision = Omit<ReelRevisionRecord, 'workspaceId' | 'createdAt'>;

/** Records a finished render; one that is recorded already (a check that was done twice) is written anew. */
export async function saveReelRevision(db: Db, workspaceId: string, revision: NewReelRevision): Promise<void> {
  await db.getRepository(ReelRevisionEntity).upsert({ ...revision, workspaceId, createdAt: new Date() }, ['reelId', 'revision']);
}

/** The newest first. */
export async function listReelRevisions(db: Db, workspaceId: string, reelId: string): Promise<ReelRevisionRecord[]> {
  if (!isId(reelId)) return [];
  return (await listRevisionsOfReels(db, workspaceId, [reelId])).get(reelId) ?? [];
}

/** Of many reels at once, the newest first; by reel. Ids must be ids. */
export async function listRevisionsOfReels(
  db: Db,
  workspaceId: string,
  reelIds: readonly string[],
): Promise<Map<string, ReelRevisionRecord[]>> {
  const rows = await db
    .getRepository(ReelRevisionEntity)
    .find({ where: { workspaceId, reelId: In(reelIds) }, order: { revision: 'DESC' } });
  return grouped(
    rows,
    ({ reelId }) => reelId,
    (row) => ({ ...row }),
  );
}
