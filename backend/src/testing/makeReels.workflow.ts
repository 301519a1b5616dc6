import { ApplicationFailure, CancellationScope, condition, defineUpdate, setHandler, sleep } from '@temporalio/workflow';
import { APPROVE_UPDATE } from '@reels/contracts';
import type { ApproveInput, ProjectWorkflowInput } from '@reels/contracts';

const approve = defineUpdate<void, [ApproveInput]>(APPROVE_UPDATE);

/**
 * Stands for the project's workflow in the API's own tests, which are about what the API asks of the engine: it waits for an
 * approval, refuses two on sight, and takes a moment to stop.
 */
export async function makeReels(_: ProjectWorkflowInput): Promise<string[]> {
  let approved: string[] | null = null;
  setHandler(approve, ({ highlightIds }) => void (approved = highlightIds), {
    validator: ({ highlightIds }) => {
      if (highlightIds.length === 2) throw ApplicationFailure.create({ type: 'InvalidInput', message: 'Two are refused.' });
      if (highlightIds.length === 3)
        throw ApplicationFailure.create({ type: 'Conflict', message: 'The highlights are not waiting for approval.' });
    },
  });
  try {
    await condition(() => approved !== null);
    return approved ?? [];
  } catch (error) {
    await CancellationScope.nonCancellable(() => sleep(500));
    throw error;
  }
}
