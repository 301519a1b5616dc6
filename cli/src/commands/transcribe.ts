import type { Run } from '../arguments/command.js';
import { createProject } from '../job/createProject.js';
import { findEpisode } from '../job/episode.js';
import { readOutput } from '../job/output.js';
import { readProjectOptions } from '../job/projectOptions.js';
import { runJob } from '../job/runJob.js';

/** An episode in, its transcript out. */
export const run: Run = async (context) => {
  const { args, signal } = context;
  const [word = ''] = args.words;
  const options = { ...readProjectOptions(args), transcriptOnly: true };
  const title = args.text('title');
  const episode = await findEpisode(word);
  return runJob(context, {
    output: readOutput(args),
    begin: async (api, view) => {
      view.begin(['ingest', 'transcribe'], { upload: episode.kind === 'file' });
      const { id } = await createProject(api, episode, { options, ...(title !== undefined && { title }) }, view, signal);
      return { projectId: id, afterSeq: 0 };
    },
  });
};
