import { UserError } from '@reels/contracts';
import type { Peaks, ProjectWorkflowInput } from '@reels/contracts';
import { selectHighlights, voiceFromPeaks } from '@reels/editing/highlights';
import { findTranscript, listHighlights, listReels, readSentences, replaceHighlights } from '@reels/records';
import type { HighlightRecord } from '@reels/records';
import type { Deps } from '../deps.js';
import { gone, loadEpisode, loadProject, readJson, requiredArtifact } from '../project.js';
import { createReport } from '../report.js';
import { runStep } from '../step.js';

export type AiActivities = ReturnType<typeof createAiActivities>;

const STEP = 'select';
const VERSION = '1';

/** Choosing: pure code for now; a model that ranks comes in here. */
export function createAiActivities(deps: Deps) {
  return {
    /**
     * Chooses once: highlights that are there already stay, with all that was decided and moved since.
     * `decided`: a retried project whose highlights were approved before, so that it has reels.
     */
    async selectHighlights(input: ProjectWorkflowInput): Promise<Selected> {
      const { workspaceId, projectId } = input;
      const report = createReport(deps, input, 'select');
      await report.tell('started', 'Choosing the best moments');
      const { options } = await loadProject(deps, input);
      const chosen = await listHighlights(deps.db, workspaceId, projectId);
      if (chosen.some((highlight) => !highlight.chosenByUser)) {
        await report.tell('completed', found(chosen.length, options.reels), { percent: 100 });
        const reels = await listReels(deps.db, workspaceId, projectId);
        return { highlightIds: idsOf(chosen), decided: reels.length > 0 };
      }

      const { durationMs } = await loadEpisode(deps, input);
      const transcript = (await findTranscript(deps.db, workspaceId, projectId)) ?? gone(`transcript of project ${projectId}`);
      const sentences = (await readSentences(deps.db, workspaceId, projectId, transcript.revision)) ?? [];
      const said = { language: transcript.language, sentences };
      const peaksArtifact = await requiredArtifact(deps, input, 'peaks');
      const { reels, minMs, maxMs, part } = options;
      const voice = voiceFromPeaks(said, await readJson<Peaks>(deps, peaksArtifact));
      const proposals = selectHighlights(said, { reels, minMs, maxMs, part, durationMs, voice });
      if (proposals.length === 0) throw new UserError('NO_HIGHLIGHTS');

      const recipe = { step: STEP, version: VERSION, options: { reels, minMs, maxMs, part, said }, reads: [peaksArtifact.sha256] };
      const madeBy = { step: STEP, provider: 'podcast-to-reels', version: VERSION, costMicroUsd: 0 };
      await runStep(deps, input, recipe, async () => [{ kind: 'highlights', name: 'highlights.json', contentType: 'application/json', body: { json: proposals }, madeBy }]);

      let highlights: HighlightRecord[] = [];
      await report.tell('completed', found(proposals.length, reels), {
        percent: 100,
        change: async (tx) => void (highlights = await replaceHighlights(tx, workspaceId, projectId, proposals)),
      });
      return { highlightIds: idsOf(highlights), decided: false };
    },
  };
}

/** What the workflow needs to know to go on. */
export interface Selected {
  highlightIds: string[];
  decided: boolean;
}

const idsOf = (highlights: readonly HighlightRecord[]): string[] => highlights.map(({ id }) => id);

function found(highlights: number, reels: number): string {
  const told = highlights === 1 ? '1 moment found' : `${highlights} moments found`;
  return highlights < reels ? `${told}, ${reels} were asked for` : told;
}
