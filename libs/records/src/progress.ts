import type { ErrorCode, ProgressEvent, ProgressKind, ProjectState, ReelState, Stage } from '@reels/contracts';
import type { Database, Db, Transaction } from './database.js';

/** What a step has to tell. */
export interface ProgressInput {
  stage: Stage;
  kind: ProgressKind;
  /** A few words for the user. */
  message: string;
  reelId?: string;
  /** 0..100, measured. */
  percent?: number | null;
  /** Of the step, from 1; default 1. */
  attempt?: number;
  /** With `failed`: why, and what to do. Recorded on the project (projectState failed) or on the reel (reelState failed). */
  failure?: { code: ErrorCode; nextStep: string };
  /** The project's new state; unchanged unless given. */
  projectState?: ProjectState;
  /** The new state of the reel `reelId`; unchanged unless given. */
  reelState?: ReelState;
}

/**
 * Appends to the project's journal and changes what the event tells of, in one transaction: the states, the stage, and whatever
 * `change` writes with it. Subscribers are told when it is committed.
 *
 * Answers null, and changes nothing, when the project is gone, marked deleted or has ended (done, failed, cancelled): what a late
 * activity says of it is no longer true, and restartProject alone opens it again. A project that ends takes its unfinished reels
 * along to `cancelled`.
 *
 * What a retried step would say twice is not said twice: an event like the newest one of its stage and reel, a second
 * `completed` or `skipped` in a row, and a percent that goes back within an attempt leave no line (`change` is made all the
 * same, and the newest event is answered).
 */
export declare function recordProgress(
  db: Database,
  workspaceId: string,
  projectId: string,
  event: ProgressInput,
  change?: (tx: Transaction) => Promise<void>,
): Promise<ProgressEvent | null>;

/** Events after `afterSeq`, in order, at most `limit` (default 500). */
export declare function replayProgress(
  db: Db,
  workspaceId: string,
  projectId: string,
  afterSeq: number,
  limit?: number,
): Promise<ProgressEvent[]>;

/** The newest event of each stage and reel, in the order of `seq`. */
export declare function newestProgress(db: Db, workspaceId: string, projectId: string): Promise<ProgressEvent[]>;
