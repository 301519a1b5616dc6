import type { Failure, ProjectWorkflowInput, ReelWorkflowInput, Stage } from '@reels/contracts';
import { createReelsForHighlights, decideHighlights, listReels } from '@reels/records';
import type { Deps } from '../deps.js';
import { createReport } from '../report.js';

export type PipelineActivities = ReturnType<typeof createPipelineActivities>;

/** Short writes to the record, between the stages. */
export function createPipelineActivities(deps: Deps) {
  const { db } = deps;
  return {
    async awaitReview(input: ProjectWorkflowInput): Promise<void> {
      await createReport(deps, input, 'review').tell('waiting', 'Waiting for you to choose the moments', { projectState: 'waiting' });
    },

    async decideHighlights({ workspaceId, projectId, highlightIds }: ProjectWorkflowInput & { highlightIds: string[] }): Promise<void> {
      await createReport(deps, { workspaceId, projectId }, 'review').tell('completed', `${count(highlightIds.length, 'moment')} chosen`, {
        projectState: 'running',
        change: async (tx) => void (await decideHighlights(tx, workspaceId, projectId, highlightIds)),
      });
    },

    /** One reel for each approved highlight. Gives those that this run is to make: others are made by themselves, or were cancelled alone. */
    async createReels({ workspaceId, projectId }: ProjectWorkflowInput): Promise<{ reelIds: string[] }> {
      const reels = await createReelsForHighlights(db, workspaceId, projectId);
      const toMake = reels.filter(({ byItself, state }) => !byItself && state !== 'ready' && state !== 'cancelled');
      return { reelIds: toMake.map((reel) => reel.id) };
    },

    /** The end of a project: done unless every one of its reels failed or was cancelled. */
    async finishProject({ workspaceId, projectId }: ProjectWorkflowInput): Promise<void> {
      const reels = await listReels(db, workspaceId, projectId);
      const ready = reels.filter((reel) => reel.state === 'ready').length;
      if (reels.length > 0 && reels.every(({ state }) => state === 'failed' || state === 'cancelled')) {
        const detail = `None of the ${count(reels.length, 'reel')} passed.`;
        const report = createReport(deps, { workspaceId, projectId }, 'check');
        await report.tell('failed', detail, { projectState: 'failed', failure: { code: reels.find(({ error }) => error)?.error?.code ?? 'CANCELLED', detail } });
        return;
      }
      const message = reels.length === 0 ? 'The transcript is ready' : `${ready} of ${count(reels.length, 'reel')} ready`;
      await createReport(deps, { workspaceId, projectId }, reels.length === 0 ? 'transcribe' : 'check').tell('completed', message, { projectState: 'done' });
    },

    async failProject({ stage, failure, ...scope }: ProjectWorkflowInput & { stage: Stage; failure: Failure }): Promise<void> {
      await createReport(deps, scope, stage).tell('failed', failure.detail, { projectState: 'failed', failure });
    },

    async cancelProject({ stage, ...scope }: ProjectWorkflowInput & { stage: Stage }): Promise<void> {
      await createReport(deps, scope, stage).tell('cancelled', 'Cancelled', { projectState: 'cancelled' });
    },

    async failReel({ reelId, failure, ...scope }: ReelWorkflowInput & { failure: Failure }): Promise<void> {
      await createReport(deps, scope, 'render', reelId).tell('failed', failure.detail, { reelState: 'failed', failure });
    },

    async cancelReel({ reelId, ...scope }: ReelWorkflowInput): Promise<void> {
      await createReport(deps, scope, 'render', reelId).tell('cancelled', 'Cancelled', { reelState: 'cancelled' });
    },
  };
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
