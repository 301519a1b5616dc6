import type { HighlightProposal, HighlightState } from '@reels/contracts';
import type { Db } from './database.js';

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
export declare function replaceHighlights(
  db: Db,
  workspaceId: string,
  projectId: string,
  proposals: readonly HighlightProposal[],
): Promise<HighlightRecord[]>;

/** The best score first. */
export declare function listHighlights(db: Db, workspaceId: string, projectId: string): Promise<HighlightRecord[]>;

/** Approves these and rejects the others. Ids of other projects count for nothing: check them beforehand. */
export declare function decideHighlights(
  db: Db,
  workspaceId: string,
  projectId: string,
  approvedIds: readonly string[],
): Promise<HighlightRecord[]>;
