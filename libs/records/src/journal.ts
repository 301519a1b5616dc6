import type { ErrorCode, ProgressEvent, ProgressKind, ProjectState, ReelState, Stage } from '@reels/contracts';
import type { Transaction } from './database.js';
import { ProgressEventEntity } from './entities/progressEvent.js';
import { ProjectEntity } from './entities/project.js';

/** Postgres' channel that carries the id of a project whose journal has grown, or that was deleted. */
export const CHANNEL = 'progress';

/** A line to be written, with the states as they are after it. */
export interface JournalLine {
  stage: Stage;
  kind: ProgressKind;
  message: string;
  reelId: string | null;
  percent: number | null;
  attempt: number;
  code: ErrorCode | null;
  nextStep: string | null;
  reelState: ReelState | null;
}

export function hasEnded(state: ProjectState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

export const isUnfinished = (state: ReelState): boolean => state === 'queued' || state === 'rendering' || state === 'checking';

/**
 * The project, locked until the transaction ends: its journal is written one line at a time. The lock lets others add rows that
 * point to the project. Null when there is none or it is marked deleted.
 */
export async function lockProject(tx: Transaction, workspaceId: string, id: string): Promise<ProjectEntity | null> {
  const project = await tx
    .getRepository(ProjectEntity)
    .findOne({ where: { workspaceId, id }, lock: { mode: 'for_no_key_update' } });
  return project?.deletedAt === null ? project : null;
}

/** Appends a line to the journal of a locked project and counts it in `project`, which the caller stores. */
export async function append(tx: Transaction, project: ProjectEntity, line: JournalLine): Promise<ProgressEvent> {
  project.lastSeq += 1;
  const row: ProgressEventEntity = {
    ...line,
    projectId: project.id,
    workspaceId: project.workspaceId,
    seq: project.lastSeq,
    at: new Date(),
    projectState: project.state,
  };
  await tx.getRepository(ProgressEventEntity).insert({ ...row });
  return toEvent(row);
}

/** A line that tells of a reel's state and nothing else. */
export function reelLine(reelId: string, reelState: ReelState, kind: ProgressKind, message: string): JournalLine {
  return { stage: 'render', kind, message, reelId, percent: null, attempt: 1, code: null, nextStep: null, reelState };
}

/** Tells the listeners of all processes when the transaction is committed. */
export async function notify(tx: Transaction, projectId: string): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [CHANNEL, projectId]);
}

export function toEvent({ workspaceId: _, at, ...event }: ProgressEventEntity): ProgressEvent {
  return { ...event, at: at.toISOString() };
}
