import type { ErrorCode, ProjectOptions, ProjectState, Stage } from '@reels/contracts';
import type { Database, Db } from './database.js';
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

/** The cursor is not one that listProjects gave. */
export class CursorError extends Error {}

/** Records a queued project with the first line of its journal. Null when the upload does not exist or is not complete. */
export declare function createProject(db: Database, workspaceId: string, project: NewProject): Promise<ProjectRecord | null>;
export declare function findProject(db: Db, workspaceId: string, id: string): Promise<ProjectRecord | null>;
/** Newest first. `first` is cut to 1..100. Throws CursorError. */
export declare function listProjects(db: Db, workspaceId: string, page: { first: number; after?: string | null }): Promise<ProjectPage>;
export declare function setProjectTitle(db: Db, workspaceId: string, id: string, title: string): Promise<void>;

/**
 * Makes an ended project (done, failed, cancelled) run again: state queued, no error; its failed and cancelled reels are queued
 * too. Null when there is none; a project that has not ended is answered as it is.
 */
export declare function restartProject(db: Database, workspaceId: string, id: string): Promise<ProjectRecord | null>;

/**
 * First step of deleting: queries find the project no longer, its subscribers end and late activities write nothing more.
 * Answers what to remove from the object store: everything under `objectPrefix`, and the upload, unless another project uses it.
 * Safe to repeat. Null when there is none.
 */
export declare function markDeleted(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<{ objectPrefix: string; upload: UploadRecord | null } | null>;

/** Last step of deleting: the rows of the project and of all that belongs to it. False when there is none marked deleted. */
export declare function deleteProject(db: Database, workspaceId: string, id: string): Promise<boolean>;

/** Ids of projects that were marked deleted but whose rows are still there: a process died in between. */
export declare function listMarkedDeleted(db: Db, workspaceId: string): Promise<string[]>;
