import { Context } from '@temporalio/activity';
import type { ProjectWorkflowInput } from '@reels/contracts';
import { choosePalette } from '@reels/media';
import { saveEpisode } from '@reels/records';
import type { Deps } from '../deps.js';
import { loadProject, newestArtifact } from '../project.js';
import { createReport } from '../report.js';
import { analyse } from './analyse.js';
import { bringSource } from './source.js';

export type IngestActivities = ReturnType<typeof createIngestActivities>;

/** What the workflow needs to know to choose its way. */
export interface Ingested {
  hasTranscript: boolean;
  transcriptOnly: boolean;
  review: boolean;
}

/** Network and disk: brings the recording in and finds out what it is. */
export function createIngestActivities(deps: Deps) {
  return {
    async ingestEpisode(input: ProjectWorkflowInput): Promise<Ingested> {
      const signal = Context.current().cancellationSignal;
      const project = await loadProject(deps, input);
      const report = createReport(deps, input, 'ingest');
      await report.tell('started', 'Looking at the recording', { projectState: 'running' });

      const source = await bringSource(deps, project, report, signal);
      const facts = await analyse(deps, input, source, report, signal);
      const cover = facts.hasCover ? await newestArtifact(deps, input, 'cover') : null;
      const palette = await choosePalette(cover && (await deps.store.read(cover.objectKey)), facts.show ?? project.title);
      await report.tell('completed', describe(facts.durationMs), {
        percent: 100,
        change: async (tx) => {
          const { artifact, fileName } = source;
          const { objectKey, bytes, sha256 } = artifact;
          await saveEpisode(tx, input.workspaceId, input.projectId, { ...facts, fileName, objectKey, bytes, sha256, palette });
        },
      });
      const { review, transcriptOnly } = project.options;
      return { hasTranscript: project.givenTranscript !== null, review, transcriptOnly };
    },
  };
}

/** "4 min 26 s of recording", "15 s of recording" */
function describe(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${minutes > 0 ? `${minutes} min ` : ''}${seconds % 60} s of recording`;
}
