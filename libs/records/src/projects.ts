import type { ErrorCode, ProjectOptions, ProjectState, Stage } from '@reels/contracts';
import { In, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { cursorOf, idOf } from './cursor.js';
import type { Database, Db, Transaction } from './database.js';
import { ProjectEntity } from './entities/project.js';
import { ReelEntity } from './entities/reel.js';
import { UploadEntity } from './entities/upload.js';
import { isId, newId } from './ids.js';
import { append, hasEnded, lockProject, notify, reelLine } from './journal.js';
import type { JournalLine } from './journal.js';
import { deleteUpload, retireUpload } from './uploads.js';
import type { UploadRecord } from './uploads.js';

/** Why a project or a reel failed, for the user. */
export interface StageFailure {
  code: ErrorCode;
  message: string;
  nextStep: string;
  stage: Stage;
}

/** A transcript that the user brought along, in the object store. */
export interface GivenTranscript {
  fileName: string;
  objectKey: string;
}

export interface ProjectRecord {
  id: string;
  workspaceId: string;
  title: string;
  state: ProjectState;
  stage: Stage;
  options: ProjectOptions;
  /** Exactly one of these two is set. */
  sourceUploadId: string | null;
  sourceUrl: string | null;
  givenTranscript: GivenTranscript | null;
  /** Set while the state is `failed`. */
  error: StageFailure | null;
  /** `seq` of the newest event of its journal. */
  lastSeq: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface NewProject {
  /** Made by the caller (newId) when object keys need it beforehand. */
  id?: string;
  title: string;
  source: { uploadId: string } | { url: string };
  options: ProjectOptions;
  givenTranscript?: GivenTranscript;
}

export interface ProjectPage {
  projects: { project: ProjectRecord; cursor: string }[];
  hasNextPage: boolean;
}

const MAX_PAGE = 100;

/** Records a queued project with the first line of its journal. Null when the upload does not exist or is not complete. */
export async function createProject(db: Database, workspaceId: string, input: NewProject): Promise<ProjectRecord | null> {
  const { source } = input;
  return db.transaction(async (tx) => {
    if ('uploadId' in source && !(await lockCompleteUpload(tx, workspaceId, source.uploadId))) return null;
    const now = new Date();
    const project: ProjectEntity = {
      id: input.id ?? newId(),
      workspaceId,
      title: input.title,
      state: 'queued',
      stage: 'ingest',
      options: input.options,
      sourceUploadId: 'uploadId' in source ? source.uploadId : null,
      sourceUrl: 'url' in source ? source.url : null,
      givenTranscript: input.givenTranscript ?? null,
      error: null,
      lastSeq: 0,
      runSeq: 1,
      deletedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    await tx.getRepository(ProjectEntity).insert({ ...project });
    await append(tx, project, queuedLine('ingest'));
    await tx.getRepository(ProjectEntity).update({ id: project.id }, { lastSeq: project.lastSeq, updatedAt: now });
    return toRecord(project);
  });
}

/** Holds the upload as it is until the project that uses it is recorded. */
async function lockCompleteUpload(tx: Transaction, workspaceId: string, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const where = { workspaceId, id, state: 'complete' as const };
  return (await tx.getRepository(UploadEntity).findOne({ where, lock: { mode: 'pessimistic_read' } })) !== null;
}

export async function findProject(db: Db, workspaceId: string, id: string): Promise<ProjectRecord | null> {
  if (!isId(id)) return null;
  const row = await db.getRepository(ProjectEntity).findOneBy({ workspaceId, id, deletedAt: IsNull() });
  return row && toRecord(row);
}

/** Newest first; those in one of these states, if states are given. `first` is cut to 1..100. Throws CursorError. */
export async function listProjects(
  db: Db,
  workspaceId: string,
  page: { first: number; after?: string | null; states?: readonly ProjectState[] | null },
): Promise<ProjectPage> {
  const size = Math.max(1, Math.min(page.first, MAX_PAGE));
  const rows = await db.getRepository(ProjectEntity).find({
    // Ids grow with time, so that they alone are the key of the order.
    where: {
      workspaceId,
      deletedAt: IsNull(),
      ...(page.after && { id: LessThan(idOf(page.after)) }),
      ...(page.states && { state: In([...page.states]) }),
    },
    order: { id: 'DESC' },
    take: size + 1,
  });
  return {
    projects: rows.slice(0, size).map((row) => ({ project: toRecord(row), cursor: cursorOf(row.id) })),
    hasNextPage: rows.length > size,
  };
}

/**
 * Makes an ended project (done, failed, cancelled) run again: state queued, no error; its failed and cancelled reels are queued
 * too, to be made by this run. Null when there is none; a project that has not ended is answered as it is.
 */
export async function restartProject(db: Database, workspaceId: string, id: string): Promise<ProjectRecord | null> {
  if (!isId(id)) return null;
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, workspaceId, id);
    if (!project || !hasEnded(project.state)) return project && toRecord(project);

    Object.assign(project, { state: 'queued', error: null, runSeq: project.lastSeq + 1 });
    await append(tx, project, queuedLine(project.stage));
    const reels = tx.getRepository(ReelEntity);
    for (const reel of await reels.findBy({ projectId: id, state: In(['failed', 'cancelled']) })) {
      await reels.update({ id: reel.id }, { state: 'queued', error: null, byItself: false });
      await append(tx, project, reelLine(reel.id, 'queued', 'waiting', 'Queued.'));
    }
    await notify(tx, id);
    return toRecord(await tx.getRepository(ProjectEntity).save(project));
  });
}

/**
 * First step of deleting: queries find the project no longer, its subscribers end and late activities write nothing more.
 * Answers what to remove from the object store: everything under `objectPrefix`, and the upload, unless another project uses it.
 * Safe to repeat. Null when there is none.
 */
export async function markDeleted(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<{ objectPrefix: string; upload: UploadRecord | null } | null> {
  if (!isId(id)) return null;
  return db.transaction(async (tx) => {
    const projects = tx.getRepository(ProjectEntity);
    const project = await projects.findOne({ where: { workspaceId, id }, lock: { mode: 'for_no_key_update' } });
    if (!project) return null;
    await projects.update({ id }, { deletedAt: project.deletedAt ?? new Date() });
    await notify(tx, id);
    const upload = project.sourceUploadId ? await retireUpload(tx, workspaceId, project.sourceUploadId) : null;
    return { objectPrefix: projectObjectPrefix(id), upload };
  });
}

/** Last step of deleting: the rows of the project and of all that belongs to it. False when there is none marked deleted. */
export async function deleteProject(db: Database, workspaceId: string, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  return db.transaction(async (tx) => {
    const projects = tx.getRepository(ProjectEntity);
    const project = await projects.findOneBy({ workspaceId, id, deletedAt: Not(IsNull()) });
    if (!project) return false;
    await projects.delete({ id });
    if (project.sourceUploadId) await deleteUpload(tx, workspaceId, project.sourceUploadId);
    return true;
  });
}

/** Queued projects that nothing has happened to since `updatedBefore`, in the order of their ids after `afterId`; at most `limit`. */
export async function listQueuedProjects(
  db: Db,
  workspaceId: string,
  { updatedBefore, afterId, limit }: { updatedBefore: Date; afterId?: string; limit: number },
): Promise<ProjectRecord[]> {
  const rows = await db.getRepository(ProjectEntity).find({
    where: {
      workspaceId,
      state: 'queued',
      deletedAt: IsNull(),
      updatedAt: LessThan(updatedBefore),
      ...(afterId !== undefined && { id: MoreThan(afterId) }),
    },
    order: { id: 'ASC' },
    take: limit,
  });
  return rows.map(toRecord);
}

/** Ids of projects that are marked deleted but whose rows are still there: a process died in between. */
export async function listMarkedDeleted(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .getRepository(ProjectEntity)
    .find({ select: { id: true }, where: { workspaceId, deletedAt: Not(IsNull()) } });
  return rows.map(({ id }) => id);
}

/** Under this prefix of the object store lies everything that was made for the project. */
const projectObjectPrefix = (id: string): string => `projects/${id}/`;

const queuedLine = (stage: Stage): JournalLine => ({
  stage,
  kind: 'waiting',
  message: 'Queued.',
  reelId: null,
  percent: null,
  attempt: 1,
  code: null,
  nextStep: null,
  reelState: null,
});

function toRecord({ runSeq: _, deletedAt: __, ...project }: ProjectEntity): ProjectRecord {
  return project;
}
