import { DEFAULT_DESIGN } from '@reels/contracts';
import type { Checks, ProjectOptions, Range, ReelDesign, ReelState } from '@reels/contracts';
import { LessThan } from 'typeorm';
import type { Db } from './database.js';
import { HighlightEntity } from './entities/highlight.js';
import { ProjectEntity } from './entities/project.js';
import { ReelEntity } from './entities/reel.js';
import { isId, newId } from './ids.js';
import type { StageFailure } from './projects.js';

/** What a reel's next revision is to be. */
export interface ReelDraft {
  title: string;
  design: ReelDesign;
}

/**
 * State and error of a reel are changed by recordProgress and beginReelRevision alone, so that the journal tells of every
 * change.
 */
export interface ReelRecord extends ReelDraft {
  id: string;
  workspaceId: string;
  projectId: string;
  highlightId: string;
  /** The revision that was begun last, from 1; title, design, state, cut, checks and error are those of it. */
  revision: number;
  /** Whether this revision is made by a workflow of its own, not as a part of its project's run. */
  byItself: boolean;
  state: ReelState;
  draft: ReelDraft;
  /** Grows by one with each change of the draft. */
  draftVersion: number;
  /** Which ranges of the episode it keeps; empty until it is planned. */
  cut: Range[];
  /** Whose words it shows; null until it is planned. */
  transcriptRevision: number | null;
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
  const project = await db.getRepository(ProjectEntity).findOneBy({ workspaceId, id: projectId });
  if (approved.length > 0 && project) {
    await db
      .getRepository(ReelEntity)
      .createQueryBuilder()
      .insert()
      .values(approved.map((highlight) => newReel(highlight, project.options)))
      .orIgnore()
      .execute();
  }
  return listReels(db, workspaceId, projectId);
}

/** The first revision of a reel, designed as its project's options say. */
export function newReel({ id, workspaceId, projectId, title }: HighlightEntity, { captions, layout }: ProjectOptions) {
  const design: ReelDesign = { ...DEFAULT_DESIGN, captions, layout };
  return { id: newId(), workspaceId, projectId, highlightId: id, title, design, draft: { title, design }, cut: [], checks: {} };
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

/** What the render of the present revision goes by to its end, whatever is edited meanwhile. */
export async function saveReelPlan(
  db: Db,
  workspaceId: string,
  id: string,
  { cut, transcriptRevision }: { cut: readonly Range[]; transcriptRevision: number },
): Promise<void> {
  await db.getRepository(ReelEntity).update({ workspaceId, id }, { cut: [...cut], transcriptRevision });
}

export async function saveReelChecks(db: Db, workspaceId: string, id: string, checks: Checks): Promise<void> {
  await db.getRepository(ReelEntity).update({ workspaceId, id }, { checks });
}

/**
 * Changes the draft, unless it is not of `version` any more: then nothing changes, and `stale` says which version it is of.
 * Null when there is no such reel.
 */
export async function saveReelDraft(
  db: Db,
  workspaceId: string,
  id: string,
  version: number,
  change: (draft: ReelDraft) => ReelDraft,
): Promise<{ reel: ReelRecord } | { stale: number } | null> {
  const reel = await findReel(db, workspaceId, id);
  if (!reel) return null;
  if (reel.draftVersion !== version) return { stale: reel.draftVersion };
  const { affected } = await db
    .getRepository(ReelEntity)
    .update({ workspaceId, id, draftVersion: version }, { draft: change(reel.draft), draftVersion: version + 1 });
  const now = await findReel(db, workspaceId, id);
  if (!now) return null;
  return affected === 1 ? { reel: now } : { stale: now.draftVersion };
}

/** Queued reels of their own that nothing has happened to since `updatedBefore`; the oldest first, at most `limit`. */
export async function listQueuedReels(
  db: Db,
  workspaceId: string,
  { updatedBefore, limit }: { updatedBefore: Date; limit: number },
): Promise<ReelRecord[]> {
  const rows = await db.getRepository(ReelEntity).find({
    where: { workspaceId, state: 'queued', byItself: true, updatedAt: LessThan(updatedBefore) },
    order: { updatedAt: 'ASC' },
    take: limit,
  });
  return rows.map((row) => ({ ...row }));
}
