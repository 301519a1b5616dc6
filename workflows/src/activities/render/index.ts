import { Context } from '@temporalio/activity';
import type { ReelWorkflowInput, RenderedReel } from '@reels/contracts';
import type { Deps } from '../deps.js';
import { checkFinishedReel } from './checkReel.js';
import { renderOneReel } from './renderReel.js';

export type RenderActivities = ReturnType<typeof createRenderActivities>;

/** CPU: one encoder for each slot. */
export function createRenderActivities(deps: Deps) {
  const signal = () => Context.current().cancellationSignal;
  return {
    async renderReel(input: ReelWorkflowInput): Promise<RenderedReel> {
      return renderOneReel(deps, input, signal());
    },

    async checkReel(input: ReelWorkflowInput & Partial<RenderedReel>): Promise<void> {
      await checkFinishedReel(deps, input, signal());
    },
  };
}
