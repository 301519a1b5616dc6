import { STAGES } from '@reels/contracts';
import type { ErrorCode, ProgressEvent, ProgressKind, ProjectState, ReelState, Stage } from '@reels/contracts';
import { IsNull, MoreThan, MoreThanOrEqual } from 'typeorm';
import type { Database, Db, Transaction } from './database.js';
import { ProgressEventEntity } from './entities/progressEvent.js';
import { ProjectEntity } from './entities/project.js';
import { ReelEntity } from './entities/reel.js';
import { isId } from './ids.js';
import { append, hasEnded, isUnfinished, lockProject, notify, reelLine, toEvent } from './journal.js';
import type { StageFailure } from './projects.js';

/** What a step has to tell. */
export interface ProgressInput {
  stage: Stage;
  kind: ProgressKind;
  /** A few words for the user. */
  message: string;
  reelId?: string | null;
  /** The revision that a reel's own workflow makes; left out by the project's run. */
  revision?: number;
  /** 0..100, measured. */
  percent?: number | null;
  /** Of the step, from 1; default 1. */
  attempt?: number;
  /** Why it failed and what to do; required with the states `failed`, recorded on the project or the reel. */
  failure?: { code: ErrorCode; nextStep: string };
  /** The project's new state; unchanged unless given. */
  projectState?: ProjectState;
  /** The new state of the reel `reelId`; unchanged unless given. */
  reelState?: ReelState;
}

/**
 * Appends to the project's journal and changes what the event tells of, in one transaction: the states, the stage, and whatever
 * `change` writes with it. Subscribers are told when it is committed. An event of a reel moves the project's stage forward only.
 *
 * Answers null, and changes nothing, when the project is gone, marked deleted or has ended (done, failed, cancelled): what a late
 * activity says of it is no longer true, and restartProject alone opens it again. A project that ends takes its unfinished reels
 * along to `cancelled`, but for those that are made by themselves.
 *
 * A reel that is made by itself is told of in the project's journal whatever the project's state, and changes neither that nor
 * the stage. Answers null, and changes nothing, when that revision was superseded or has ended.
 *
 * What a retried step would say twice is not said twice. Within a run, an event that changes no state leaves no line, and the
 * newest event of its stage and reel is answered in its place, when it says the same as that one (for `completed` and `skipped`
 * whatever the attempt), or is an `advanced` whose percent goes back within the attempt. `change` is made all the same.
 */
export async function recordProgress(
  db: Database,
  workspaceId: string,
  projectId: string,
  event: ProgressInput,
  change?: (tx: Transaction) => Promise<void>,
): Promise<ProgressEvent | null> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, workspaceId, projectId);
    if (!project) return null;
    const reel = event.reelId ? await tx.getRepository(ReelEntity).findOneByOrFail({ projectId, id: event.reelId }) : null;
    if (isLate(event, project, reel)) return null;
    await change?.(tx);

    const newest = await newestOf(tx, project, event);
    if (newest && isRepetition(event, newest, project, reel)) return toEvent(newest);

    if (reel && event.reelState) {
      reel.state = event.reelState;
      await tx.getRepository(ReelEntity).update({ id: reel.id }, { state: reel.state, error: failureOf(event, event.reelState) });
    }
    if (event.projectState) {
      project.state = event.projectState;
      project.error = failureOf(event, event.projectState);
      if (hasEnded(project.state)) await cancelUnfinishedReels(tx, project);
    }
    if (!reel || (!reel.byItself && STAGES.indexOf(event.stage) > STAGES.indexOf(project.stage))) project.stage = event.stage;
    const line = await append(tx, project, {
      stage: event.stage,
      kind: event.kind,
      message: event.message,
      reelId: reel?.id ?? null,
      percent: event.percent ?? null,
      attempt: event.attempt ?? 1,
      code: event.failure?.code ?? null,
      nextStep: event.failure?.nextStep ?? null,
      reelState: reel?.state ?? null,
    });
    const { state, stage, error, lastSeq } = project;
    await tx.getRepository(ProjectEntity).update({ id: projectId }, { state, stage, error, lastSeq });
    await notify(tx, projectId);
    return line;
  });
}

/** Whether what the event tells of is over, or is made by another run. */
function isLate({ revision }: ProgressInput, project: ProjectEntity, reel: ReelEntity | null): boolean {
  if (revision === undefined) return hasEnded(project.state) || (reel?.byItself ?? false);
  return !reel?.byItself || reel.revision !== revision || !isUnfinished(reel.state);
}

/** Events after `afterSeq`, in order, at most `limit` (default 500). */
export async function replayProgress(
  db: Db,
  workspaceId: string,
  projectId: string,
  afterSeq: number,
  limit = 500,
): Promise<ProgressEvent[]> {
  if (!isId(projectId)) return [];
  const where = { workspaceId, projectId, seq: MoreThan(afterSeq) };
  const rows = await db.getRepository(ProgressEventEntity).find({ where, order: { seq: 'ASC' }, take: limit });
  return rows.map(toEvent);
}

/** The newest event of the same stage and reel in the present run. */
function newestOf(
  tx: Transaction,
  project: ProjectEntity,
  { stage, reelId }: ProgressInput,
): Promise<ProgressEventEntity | null> {
  return tx.getRepository(ProgressEventEntity).findOne({
    where: { projectId: project.id, stage, reelId: reelId ?? IsNull(), seq: MoreThanOrEqual(project.runSeq) },
    order: { seq: 'DESC' },
  });
}

function isRepetition(
  event: ProgressInput,
  newest: ProgressEventEntity,
  project: ProjectEntity,
  reel: ReelEntity | null,
): boolean {
  const changesState =
    (event.projectState ?? project.state) !== project.state || (event.reelState ?? reel?.state) !== reel?.state;
  if (changesState || event.kind !== newest.kind) return false;

  const isSameAttempt = (event.attempt ?? 1) === newest.attempt;
  const percent = event.percent ?? null;
  if (event.kind === 'advanced' && isSameAttempt && percent !== null && newest.percent !== null && percent < newest.percent)
    return true;

  const saysSame =
    event.message === newest.message && percent === newest.percent && (event.failure?.code ?? null) === newest.code;
  return saysSame && (isSameAttempt || event.kind === 'completed' || event.kind === 'skipped');
}

function failureOf(event: ProgressInput, state: ProjectState | ReelState): StageFailure | null {
  if (state !== 'failed') return null;
  if (!event.failure) throw new Error('An event with the state "failed" must say why.');
  return { ...event.failure, message: event.message, stage: event.stage };
}

async function cancelUnfinishedReels(tx: Transaction, project: ProjectEntity): Promise<void> {
  const reels = await tx.getRepository(ReelEntity).findBy({ projectId: project.id });
  for (const { id, state, byItself } of reels) {
    if (byItself || !isUnfinished(state)) continue;
    await tx.getRepository(ReelEntity).update({ id }, { state: 'cancelled' });
    await append(tx, project, reelLine(id, 'cancelled', 'cancelled', 'Cancelled.'));
  }
}
