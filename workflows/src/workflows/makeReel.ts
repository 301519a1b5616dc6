import { CancellationScope, isCancellation, setWorkflowOptions } from '@temporalio/workflow';
import type { ReelWorkflowInput } from '@reels/contracts';
import { records, render } from './activities.js';
import { describeFailure } from './failure.js';

/**
 * One reel: render, then measure the finished file. A reel that fails is recorded as failed, with its reason, and does
 * not take the others with it; the project tells in the end how many passed. Later revisions run by themselves, under the same
 * workflow id, so that a newer one takes the place of the one under way.
 */
export async function makeReel(input: ReelWorkflowInput): Promise<void> {
  try {
    const made = await render.renderReel(input);
    await render.checkReel({ ...input, ...made });
  } catch (error) {
    if (isCancellation(error)) {
      await CancellationScope.nonCancellable(() => records.cancelReel(input));
      throw error;
    }
    await records.failReel({ ...input, failure: describeFailure(error) });
  }
}

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, makeReel);
