import {
  ApplicationFailure,
  CancellationScope,
  ChildWorkflowFailure,
  ParentClosePolicy,
  condition,
  defineUpdate,
  executeChild,
  isCancellation,
  setCurrentDetails,
  setHandler,
  setWorkflowOptions,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ADD_HIGHLIGHT_UPDATE, APPROVE_UPDATE, SEARCH_ATTRIBUTES, reelWorkflowId } from '@reels/contracts';
import type { AddHighlightInput, ApproveInput, ProjectWorkflowInput, Stage } from '@reels/contracts';
import { ai, ingest, records, transcribe } from './activities.js';
import { describeFailure } from './failure.js';
import { makeReel } from './makeReel.js';

export const approveHighlights = defineUpdate<void, [ApproveInput]>(APPROVE_UPDATE);
export const addHighlight = defineUpdate<void, [AddHighlightInput]>(ADD_HIGHLIGHT_UPDATE);

/** An episode in, reels out: ingest, transcribe, select, [review], and one child for each reel. */
export async function makeReels(input: ProjectWorkflowInput): Promise<void> {
  let stage: Stage = 'ingest';
  const enter = (next: Stage) => {
    stage = next;
    setCurrentDetails(`Stage: ${next}`);
    upsertSearchAttributes([{ key: { name: SEARCH_ATTRIBUTES.stage, type: 'KEYWORD' }, value: next }]);
  };
  const review = awaitReview();

  try {
    enter('ingest');
    const project = await ingest.ingestEpisode(input);

    enter('transcribe');
    if (project.hasTranscript) await transcribe.importTranscript(input);
    else await recognizeSpeech(input);
    if (project.transcriptOnly) return await records.finishProject(input);

    enter('select');
    const { highlightIds, decided } = await ai.selectHighlights(input);

    if (project.review && !decided) {
      enter('review');
      review.propose(highlightIds);
      await records.awaitReview(input);
      await review.decided();
      await records.decideHighlights({ ...input, highlightIds: review.approved() });
    } else if (!decided) {
      await records.decideHighlights({ ...input, highlightIds });
    }

    enter('render');
    const { reelIds } = await records.createReels(input);
    await Promise.all(reelIds.map((reelId) => makeReelAsChild({ ...input, reelId })));
    await records.finishProject(input);
  } catch (error) {
    if (isCancellation(error)) {
      await CancellationScope.nonCancellable(() => records.cancelProject({ ...input, stage }));
      throw error;
    }
    const failure = describeFailure(error);
    await CancellationScope.nonCancellable(() => records.failProject({ ...input, stage, failure }));
    throw ApplicationFailure.create({ type: failure.code, message: failure.detail, nonRetryable: true });
  }
}

// One worker is replaced in place by default, so a running project goes on under the new code; see ARCHITECTURE.md, "Versions".
setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, makeReels);

/** Finds where somebody speaks, then recognizes the chunks in parallel and joins them. */
async function recognizeSpeech(input: ProjectWorkflowInput): Promise<void> {
  const { chunks, language } = await transcribe.planSpeech(input);
  await Promise.all(
    Array.from({ length: chunks }, (_, chunk) =>
      transcribe.transcribeChunk.executeWithOptions({ summary: `chunk ${chunk + 1} of ${chunks}, ${language}` }, [{ ...input, chunk }]),
    ),
  );
  await transcribe.identifySpeakers(input);
  await transcribe.assembleTranscript(input);
}

/** A reel that was cancelled alone, or whose newer revision is made by itself, leaves the project and its other reels alone. */
async function makeReelAsChild(input: Parameters<typeof makeReel>[0]): Promise<void> {
  try {
    await executeChild(makeReel, {
      args: [input],
      workflowId: reelWorkflowId(input.reelId),
      parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      staticSummary: `Reel ${input.reelId}`,
    });
  } catch (error) {
    const ofReel = error instanceof ChildWorkflowFailure || error instanceof WorkflowExecutionAlreadyStartedError;
    if (!ofReel || CancellationScope.current().consideredCancelled) throw error;
  }
}

/**
 * The review: an Update decides it once. The validator refuses an approval that comes at the wrong time, is empty,
 * or names a highlight of another project, before anything enters the history. Another Update adds what the user chose meanwhile.
 */
function awaitReview() {
  let proposed: string[] | null = null;
  let approved: string[] | null = null;
  const requireWaiting = () => {
    if (!proposed || approved) throw ApplicationFailure.create({ type: 'Conflict', message: 'The highlights are not waiting for approval.' });
  };
  setHandler(addHighlight, ({ highlightId }) => void proposed?.push(highlightId), { description: 'One more to choose from.', validator: (_) => requireWaiting() });
  setHandler(approveHighlights, ({ highlightIds }) => void (approved = highlightIds), {
    description: 'Which highlights become reels; the others are rejected.',
    validator: ({ highlightIds }) => {
      requireWaiting();
      if (highlightIds.length === 0) throw ApplicationFailure.create({ type: 'InvalidInput', message: 'Approve at least one highlight, or cancel the project.' });
      const stranger = highlightIds.find((id: string) => !proposed?.includes(id));
      if (stranger) throw ApplicationFailure.create({ type: 'InvalidInput', message: `There is no highlight ${stranger} in this project.` });
    },
  });
  return {
    propose: (highlightIds: string[]) => void (proposed = [...highlightIds]),
    decided: () => condition(() => approved !== null),
    approved: () => approved ?? [],
  };
}
