import { Context } from '@temporalio/activity';
import type { ReelWorkflowInput } from '@reels/contracts';
import type { Deps } from '../deps.js';
import { checkFinishedReel } from './checkReel.js';
import { renderOneReel } from './renderReel.js';

export type RenderActivities = ReturnType<typeof createRenderActivities>;

/** CPU: one encoder for each slot. */
export function createRenderActivities(deps: Deps) {
  const signal = () => Context.current().cancellationSignal;
  return {
    async renderReel(input: ReelWorkflowInput): Promise<void> {
      await renderOneReel(deps, input, signal());
    },

    async checkReel(input: ReelWorkflowInput): Promise<void> {
      await checkFinishedReel(deps, input, signal());
    },
  };
}
