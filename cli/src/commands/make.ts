import type { Stage } from '@reels/contracts';
import type { Run } from '../arguments/command.js';
import { createProject } from '../job/createProject.js';
import { findEpisode, readTranscriptInput } from '../job/episode.js';
import { readOutput } from '../job/output.js';
import { readProjectOptions } from '../job/projectOptions.js';
import { runJob } from '../job/runJob.js';
import { COMMANDS } from './registry.js';

/** The default job: an episode in, reels out. */
export const run: Run = async (context) => {
  const { args, signal } = context;
  const [word = ''] = args.words;
  const options = readProjectOptions(args);
  const output = readOutput(args);
  const title = args.text('title');
  const transcriptFile = args.text('transcript');
  const episode = await findEpisode(word, COMMANDS.map(({ name }) => name).filter(Boolean));
  const transcript = transcriptFile === undefined ? undefined : await readTranscriptInput(transcriptFile);
  const stages: Stage[] = [
    'ingest',
    'transcribe',
    'select',
    ...(options.review ? (['review'] as const) : (['render', 'check'] as const)),
  ];
  return runJob(context, {
    output,
    asked: options.reels ?? undefined,
    begin: async (api, view) => {
      view.begin(stages, { upload: episode.kind === 'file' });
      const input = { options, ...(title !== undefined && { title }), ...(transcript && { transcript }) };
      const { id } = await createProject(api, episode, input, view, signal);
      return { projectId: id, afterSeq: 0 };
    },
  });
};
