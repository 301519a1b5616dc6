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
}

/** Business ids: one running workflow for each project and each reel. */
export const projectWorkflowId = (projectId: string): string => `project-${projectId}`;
export const reelWorkflowId = (reelId: string): string => `reel-${reelId}`;

/** Ends the review: the named highlights become reels, the others are rejected. */
export const APPROVE_UPDATE = 'approveHighlights';

export interface ApproveInput {
  highlightIds: string[];
}

/** Names of the search attributes, all of type keyword. */
export const SEARCH_ATTRIBUTES = { workspace: 'ReelsWorkspaceId', project: 'ReelsProjectId', stage: 'ReelsStage' } as const;
