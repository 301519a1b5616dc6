import { UserError } from '@reels/contracts';
import type { Peaks, ProjectWorkflowInput, Transcript } from '@reels/contracts';
import { selectHighlights, voiceFromPeaks } from '@reels/editing/highlights';
import { replaceHighlights } from '@reels/records';
import type { Deps } from '../deps.js';
import { loadEpisode, loadProject, readJson, requiredArtifact } from '../project.js';
import { createReport } from '../report.js';
import { runStep } from '../step.js';

export type AiActivities = ReturnType<typeof createAiActivities>;

const STEP = 'select';
const VERSION = '1';

/** Choosing: pure code for now; a model that ranks comes in here. */
export function createAiActivities(deps: Deps) {
  return {
    /** `decided`: a retried project whose highlights were approved before. */
    async selectHighlights(input: ProjectWorkflowInput): Promise<{ highlightIds: string[]; decided: boolean }> {
      const { workspaceId, projectId } = input;
      const report = createReport(deps, input, 'select');
      await report.tell('started', 'Choosing the best moments');
      const { options } = await loadProject(deps, input);
      const { durationMs } = await loadEpisode(deps, input);
      const transcriptArtifact = await requiredArtifact(deps, input, 'transcript');
      const peaksArtifact = await requiredArtifact(deps, input, 'peaks');
      const transcript = await readJson<Transcript>(deps, transcriptArtifact);

      const { reels, minMs, maxMs, part } = options;
      const voice = voiceFromPeaks(transcript, await readJson<Peaks>(deps, peaksArtifact));
      const proposals = selectHighlights(transcript, { reels, minMs, maxMs, part, durationMs, voice });
      if (proposals.length === 0) throw new UserError('NO_HIGHLIGHTS');

      const recipe = { step: STEP, version: VERSION, options: { reels, minMs, maxMs, part }, reads: [transcriptArtifact.sha256, peaksArtifact.sha256] };
      const madeBy = { step: STEP, provider: 'podcast-to-reels', version: VERSION, costMicroUsd: 0 };
      await runStep(deps, input, recipe, async () => [{ kind: 'highlights', name: 'highlights.json', contentType: 'application/json', body: { json: proposals }, madeBy }]);

      let highlightIds: string[] = [];
      let decided = false;
      const found = proposals.length === 1 ? '1 highlight found' : `${proposals.length} highlights found`;
      await report.tell('completed', proposals.length < reels ? `${found}, ${reels} were asked for` : found, {
        percent: 100,
        change: async (tx) => {
          const highlights = await replaceHighlights(tx, workspaceId, projectId, proposals);
          highlightIds = highlights.map((highlight) => highlight.id);
          decided = highlights.some((highlight) => highlight.state === 'approved');
        },
      });
      return { highlightIds, decided };
    },
  };
}
