import { findProject } from '../api/findProject.js';
import type { Run } from '../arguments/command.js';
import { CommandError } from '../failure.js';
import { deliverReels, deliverTranscript } from '../job/deliver.js';
import { readProject } from '../job/finish.js';
import { readOutput } from '../job/output.js';
import { withApi } from '../job/session.js';
import { shortId } from '../terminal/format.js';

/** Writes the files of a project into a folder, as far as they are finished. */
export const run: Run = async (context) => {
  const { args, terminal, signal } = context;
  const [word = ''] = args.words;
  const output = readOutput(args);
  return withApi(context, async (api) => {
    const project = await readProject(api, (await findProject(api, word)).id);
    const options = { output, terminal, signal };
    if (project.state === 'DONE' && project.options.transcriptOnly) return deliverTranscript(api, project, options);
    if (!project.reels.some((reel) => reel.state === 'READY')) {
      const goOn = project.state === 'WAITING' ? `reels approve ${shortId(project.id)}` : `reels retry ${shortId(project.id)}`;
      throw new CommandError(
        'NOTHING_TO_DO',
        `No reel of "${project.title}" is finished: the project is ${project.state.toLowerCase()}.`,
        `To go on with it: ${goOn}`,
        project.id,
      );
    }
    return deliverReels(api, project.id, options);
  });
};
