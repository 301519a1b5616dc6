import type { Stage } from '@reels/contracts';
import { expectResult } from '../api/client.js';
import type { ApiClient } from '../api/client.js';
import { lower, toProgressEvent } from '../api/enums.js';
import { findProject } from '../api/findProject.js';
import { isAtRest } from '../api/progress.js';
import type { Run } from '../arguments/command.js';
import { RetryProjectDocument } from '../generated/operations.js';
import { readProject } from '../job/finish.js';
import type { ProjectDetail } from '../job/finish.js';
import { readOutput } from '../job/output.js';
import { runJob } from '../job/runJob.js';
import type { Begun } from '../job/runJob.js';
import type { View } from '../terminal/view.js';

/** Goes on with a project from its last finished step, watches it to its end and delivers what it made. */
export const run: Run = async (context) => {
  const [word = ''] = context.args.words;
  return runJob(context, {
    output: readOutput(context.args),
    begin: async (api, view) => {
      const project = await readProject(api, (await findProject(api, word)).id);
      view.project(project);
      view.begin(stagesOf(project), { upload: false });
      return goOn(api, project, view);
    },
  });
};

function stagesOf({ options, state }: ProjectDetail): Stage[] {
  if (options.transcriptOnly) return ['ingest', 'transcribe'];
  const reviews = options.review && state !== 'DONE';
  return ['ingest', 'transcribe', 'select', ...(reviews ? (['review'] as const) : []), 'render', 'check'];
}

async function goOn(api: ApiClient, project: ProjectDetail, view: View): Promise<Begun> {
  const state = lower(project.state);
  if (!isAtRest(state)) return watch(project, view);
  if (state === 'waiting' || isComplete(project)) return { projectId: project.id, atRest: state };
  const { retryProject } = await api.request(RetryProjectDocument, { id: project.id });
  expectResult(retryProject, 'Project', project.id);
  return { projectId: project.id, afterSeq: project.lastSeq };
}

/** The project is still running, perhaps since an interrupted command: what has happened is shown, then what happens. */
function watch({ id, lastSeq, progress, reels }: ProjectDetail, view: View): Begun {
  view.reels(reels.map((reel) => ({ id: reel.id, title: reel.title, ready: reel.state === 'READY' })));
  for (const event of progress.map(toProgressEvent)) if (event.seq < lastSeq) view.event(event);
  // The newest event is read again: should it be the last one of all, there would be nothing to wait for.
  return { projectId: id, afterSeq: Math.max(0, lastSeq - 1) };
}

const isComplete = ({ state, reels }: ProjectDetail): boolean =>
  state === 'DONE' && reels.every((reel) => reel.state === 'READY');
