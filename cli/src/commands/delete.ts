import { expectResult } from '../api/client.js';
import { findProject } from '../api/findProject.js';
import type { Run } from '../arguments/command.js';
import { EXIT } from '../failure.js';
import { DeleteProjectDocument } from '../generated/operations.js';
import { withApi } from '../job/session.js';
import { printable } from '../terminal/text.js';

/** Removes a project for good: its records and its stored files. What was exported stays. */
export const run: Run = async (context) => {
  const { args, terminal } = context;
  const [word = ''] = args.words;
  return withApi(context, async (api) => {
    const { id, title } = await findProject(api, word);
    const { deleteProject } = await api.request(DeleteProjectDocument, { id });
    expectResult(deleteProject, 'DeletedProject', id);
    const sentence = `"${printable(title)}" is deleted, with its stored files. Folders that were exported are still there.`;
    terminal.out.write(args.flag('json') ? `${JSON.stringify({ project: id, deleted: true })}\n` : `${sentence}\n`);
    return EXIT.ok;
  });
};
