import type { HighlightProposal, HighlightState } from '@reels/contracts';
import { In, Not, QueryFailedError } from 'typeorm';
import type { Db } from './database.js';
import { HighlightEntity } from './entities/highlight.js';
import { isId, newId } from './ids.js';

export interface HighlightRecord extends HighlightProposal {
  id: string;
  workspaceId: string;
  projectId: string;
  state: HighlightState;
  /** Whether a person chose it, not the product. */
  chosenByUser: boolean;
  createdAt: Date;
}

/**
 * Makes these the project's proposed highlights. One that covers the same stretch as before keeps its id and its state; others
 * go, except those that a person chose or that a reel was made of. Answers all, as listHighlights does.
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
    const rows = await highlights.findBy({ workspaceId, projectId, chosenByUser: false });
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

export async function findHighlight(db: Db, workspaceId: string, id: string): Promise<HighlightRecord | null> {
  if (!isId(id)) return null;
  const row = await db.getRepository(HighlightEntity).findOneBy({ workspaceId, id });
  return row && { ...row };
}

/** Adds one that a person chose. `id`: made by the caller (newId). Null when another covers the very same stretch. */
export async function addHighlight(
  db: Db,
  workspaceId: string,
  projectId: string,
  highlight: HighlightProposal & { id: string },
): Promise<HighlightRecord | null> {
  const row = { ...highlight, workspaceId, projectId, chosenByUser: true };
  if (!(await unlessTaken(db.getRepository(HighlightEntity).insert(row)))) return null;
  return findHighlight(db, workspaceId, highlight.id);
}

/** Gives a highlight other edges, with what follows from them. Null when another covers the very same stretch. */
export async function changeHighlight(
  db: Db,
  workspaceId: string,
  id: string,
  change: HighlightProposal,
): Promise<HighlightRecord | null> {
  if (!(await unlessTaken(db.getRepository(HighlightEntity).update({ workspaceId, id }, change)))) return null;
  return findHighlight(db, workspaceId, id);
}

/** Postgres' code for a row that another one excludes. */
const UNIQUE_VIOLATION = '23505';

async function unlessTaken(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { code?: string };
    if (code === UNIQUE_VIOLATION) return false;
    throw error;
  }
}

/** Decides about one alone. */
export async function decideHighlight(
  db: Db,
  workspaceId: string,
  id: string,
  state: HighlightState,
): Promise<HighlightRecord | null> {
  if (!isId(id)) return null;
  await db.getRepository(HighlightEntity).update({ workspaceId, id }, { state });
  return findHighlight(db, workspaceId, id);
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

/** The reels made of highlights; by highlight. Ids must be ids. */
export async function findReelsOfHighlights(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; highlightId: string }[] = await db.query(
    'SELECT id, highlight_id AS "highlightId" FROM reel WHERE workspace_id = $1 AND highlight_id = ANY($2::uuid[])',
    [workspaceId, ids],
  );
  return new Map(rows.map(({ id, highlightId }) => [highlightId, id]));
}

/** The sentences that highlights begin in, in the newest transcript; by highlight. Ids must be ids. */
export async function findFirstLines(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; text: string }[] = await db.query(
    `SELECT highlight.id, (
       SELECT sentence->>'text' FROM jsonb_array_elements(newest.sentences) AS sentence
       WHERE (sentence->>'endMs')::int > highlight.start_ms ORDER BY (sentence->>'startMs')::int LIMIT 1
     ) AS text
     FROM highlight JOIN LATERAL (
       SELECT sentences FROM transcript WHERE transcript.project_id = highlight.project_id ORDER BY revision DESC LIMIT 1
     ) newest ON true
     WHERE highlight.workspace_id = $1 AND highlight.id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return new Map(rows.map(({ id, text }) => [id, text ?? '']));
}
