import { expectResult } from '../api/client.js';
import { findProject } from '../api/findProject.js';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';
import { CancelProjectDocument } from '../generated/operations.js';
import { withApi } from '../job/session.js';
import { shortId } from '../terminal/format.js';
import { printable } from '../terminal/text.js';

/** Ends a job; what is finished of it stays. */
export const run: Run = async (context) => {
  const { args, terminal } = context;
  const [word = ''] = args.words;
  return withApi(context, async (api) => {
    const { id, title } = await findProject(api, word);
    const { cancelProject } = await api.request(CancelProjectDocument, { id });
    const { state } = expectResult(cancelProject, 'Project', id);
    // What runs of it is told to stop, which takes a moment.
    const cancelled = state === 'CANCELLED';
    const sentence = `"${printable(title)}" is ${cancelled ? '' : 'being '}cancelled. "reels retry ${shortId(id)}" goes on from the last finished step.`;
    terminal.out.write(args.flag('json') ? `${JSON.stringify({ project: id, cancelled })}\n` : `${sentence}\n`);
    return EXIT.ok;
  });
};
