import type { Database, Transaction } from './database.js';
import { HighlightEntity } from './entities/highlight.js';
import { ProjectEntity } from './entities/project.js';
import { ReelEntity } from './entities/reel.js';
import { isId } from './ids.js';
import { append, isUnfinished, lockProject, notify, reelLine } from './journal.js';
import { newReel } from './reels.js';
import type { ReelRecord } from './reels.js';

/**
 * Makes the draft the reel's next revision, queued to be made by a workflow of its own; one that is under way is superseded:
 * from here on its events are dropped. Null when there is no such reel.
 */
export async function beginReelRevision(db: Database, workspaceId: string, id: string): Promise<ReelRecord | null> {
  if (!isId(id)) return null;
  return db.transaction(async (tx) => {
    const found = await tx.getRepository(ReelEntity).findOneBy({ workspaceId, id });
    const project = found && (await lockProject(tx, workspaceId, found.projectId));
    if (!project) return null;
    // Read again: two at once wait for each other at the lock.
    const reel = await tx.getRepository(ReelEntity).findOneByOrFail({ workspaceId, id });
    return queue(tx, project, { ...reel, ...reel.draft, revision: reel.revision + 1 });
  });
}

/**
 * Approves a highlight and gives it a reel, queued to be made by a workflow of its own. A reel that failed or was cancelled
 * begins a new revision; one that is ready or under way is answered as it is, with `begun` false. Null when there is no such highlight.
 */
export async function beginReelOfHighlight(
  db: Database,
  workspaceId: string,
  highlightId: string,
): Promise<{ reel: ReelRecord; begun: boolean } | null> {
  if (!isId(highlightId)) return null;
  return db.transaction(async (tx) => {
    const highlight = await tx.getRepository(HighlightEntity).findOneBy({ workspaceId, id: highlightId });
    const project = highlight && (await lockProject(tx, workspaceId, highlight.projectId));
    if (!project) return null;
    const reels = tx.getRepository(ReelEntity);
    const reel = await reels.findOneBy({ workspaceId, highlightId });
    if (reel && (reel.state === 'ready' || isUnfinished(reel.state))) return { reel: { ...reel }, begun: false };
    await tx.getRepository(HighlightEntity).update({ id: highlightId }, { state: 'approved' });
    if (reel) return { reel: await queue(tx, project, { ...reel, ...reel.draft, revision: reel.revision + 1 }), begun: true };
    const { id } = await reels.save(newReel(highlight, project.options));
    return { reel: await queue(tx, project, await reels.findOneByOrFail({ id })), begun: true };
  });
}

async function queue(tx: Transaction, project: ProjectEntity, reel: ReelEntity): Promise<ReelRecord> {
  const reels = tx.getRepository(ReelEntity);
  const { id, revision, title, design } = reel;
  await reels.update({ id }, { revision, title, design, transcriptRevision: null, byItself: true, state: 'queued', error: null });
  await append(tx, project, reelLine(id, 'queued', 'waiting', 'Queued.'));
  await tx.getRepository(ProjectEntity).update({ id: project.id }, { lastSeq: project.lastSeq });
  await notify(tx, project.id);
  return { ...(await reels.findOneByOrFail({ id })) };
}
