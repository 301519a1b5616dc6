import type { HighlightProposal, HighlightState } from '@reels/contracts';
import { In, Not } from 'typeorm';
import type { Db } from './database.js';
import { HighlightEntity } from './entities/highlight.js';
import { isId, newId } from './ids.js';

export interface HighlightRecord extends HighlightProposal {
  id: string;
  workspaceId: string;
  projectId: string;
  state: HighlightState;
  createdAt: Date;
}

/**
 * Makes these the project's highlights. One that covers the same stretch as before keeps its id and its state; others go,
 * except those that a reel was made of. Answers all, as listHighlights does.
 */
export async function replaceHighlights(
  db: Db,
  workspaceId: string,
  projectId: string,
  proposals: readonly HighlightProposal[],
): Promise<HighlightRecord[]> {
  return db.transaction(async (tx) => {
    const highlights = tx.getRepository(HighlightEntity);
    if (proposals.length > 0) {
      await highlights
        .createQueryBuilder()
        .insert()
        .values(proposals.map((proposal) => ({ ...proposal, id: newId(), workspaceId, projectId })))
        .orUpdate(['score', 'reasons', 'title', 'boundaries'], ['project_id', 'start_ms', 'end_ms'])
        .execute();
    }
    const stretches = new Set(proposals.map(stretch));
    const rows = await highlights.findBy({ workspaceId, projectId });
    await highlights
      .createQueryBuilder()
      .delete()
      .where({ id: In(rows.filter((row) => !stretches.has(stretch(row))).map(({ id }) => id)) })
      .andWhere('NOT EXISTS (SELECT 1 FROM reel WHERE reel.highlight_id = highlight.id)')
      .execute();
    return listHighlights(tx, workspaceId, projectId);
  });
}

const stretch = ({ startMs, endMs }: { startMs: number; endMs: number }): string => `${startMs}-${endMs}`;

/** The best score first. */
export async function listHighlights(db: Db, workspaceId: string, projectId: string): Promise<HighlightRecord[]> {
  if (!isId(projectId)) return [];
  const rows = await db
    .getRepository(HighlightEntity)
    .find({ where: { workspaceId, projectId }, order: { score: 'DESC', startMs: 'ASC', endMs: 'ASC' } });
  return rows.map((row) => ({ ...row }));
}

/** Approves these and rejects the others. Ids of other projects count for nothing: check them beforehand. */
export async function decideHighlights(
  db: Db,
  workspaceId: string,
  projectId: string,
  approvedIds: readonly string[],
): Promise<HighlightRecord[]> {
  const ids = approvedIds.filter(isId);
  return db.transaction(async (tx) => {
    const highlights = tx.getRepository(HighlightEntity);
    await highlights.update({ workspaceId, projectId, id: In(ids) }, { state: 'approved' });
    await highlights.update({ workspaceId, projectId, id: Not(In(ids)) }, { state: 'rejected' });
    return listHighlights(tx, workspaceId, projectId);
  });
}
