/** Names and shapes that the API and the workers share: queues, workflows, updates, search attributes. */

/** One queue for each kind of resource; `pipeline` carries the workflows themselves. */
export const QUEUES = ['pipeline', 'ingest', 'transcribe', 'ai', 'render'] as const;
export type Queue = (typeof QUEUES)[number];

/** The name under which all workers are versioned in Temporal. */
export const WORKER_DEPLOYMENT = 'podcast-to-reels';

export const PROJECT_WORKFLOW = 'makeReels';
export const REEL_WORKFLOW = 'makeReel';

export interface ProjectWorkflowInput {
  workspaceId: string;
  projectId: string;
}

export interface ReelWorkflowInput extends ProjectWorkflowInput {
  reelId: string;
  /** Set where the reel is made by a workflow of its own: the revision to make. What is told of an older one is dropped. */
  revision?: number;
}

/** What a render made, for the check that follows. */
export interface RenderedReel {
  /** Of the step that stored its video. */
  stepKey: string;
  /** How much of the video was encoded; the rest was taken over from an earlier revision. */
  reencodedMs: number;
}

/** Business ids: one running workflow for each project and each reel. */
export const projectWorkflowId = (projectId: string): string => `project-${projectId}`;
export const reelWorkflowId = (reelId: string): string => `reel-${reelId}`;

/** Ends the review: the named highlights become reels, the others are rejected. */
export const APPROVE_UPDATE = 'approveHighlights';

export interface ApproveInput {
  highlightIds: string[];
}

/** Adds a highlight that the user chose to those that wait for approval. */
export const ADD_HIGHLIGHT_UPDATE = 'addHighlight';

export interface AddHighlightInput {
  highlightId: string;
}

/** Names of the search attributes, all of type keyword. */
export const SEARCH_ATTRIBUTES = { workspace: 'ReelsWorkspaceId', project: 'ReelsProjectId', stage: 'ReelsStage' } as const;
