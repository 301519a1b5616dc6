import type { Checks, Range, ReelState } from '@reels/contracts';
import type { Db } from './database.js';
import type { StageFailure } from './projects.js';

/**
 * State and error of a reel are changed by recordProgress alone (`reelState`, `failure`), so that the journal tells of every
 * change.
 */
export interface ReelRecord {
  id: string;
  workspaceId: string;
  projectId: string;
  highlightId: string;
  title: string;
  /** From 1. */
  revision: number;
  state: ReelState;
  /** Which ranges of the episode it keeps; empty until it is planned. */
  cut: Range[];
  /** Empty until it is measured. */
  checks: Checks;
  /** Set while the state is `failed`. */
  error: StageFailure | null;
  createdAt: Date;
  updatedAt: Date;
}

/** One queued reel for each approved highlight that has none yet. Answers all reels of the project, as listReels does. */
export declare function createReelsForHighlights(db: Db, workspaceId: string, projectId: string): Promise<ReelRecord[]>;
export declare function findReel(db: Db, workspaceId: string, id: string): Promise<ReelRecord | null>;
/** In the order of their highlights' scores, the best first. */
export declare function listReels(db: Db, workspaceId: string, projectId: string): Promise<ReelRecord[]>;
export declare function saveReelCut(db: Db, workspaceId: string, id: string, cut: readonly Range[]): Promise<void>;
export declare function saveReelChecks(db: Db, workspaceId: string, id: string, checks: Checks): Promise<void>;
