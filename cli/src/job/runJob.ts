import type { ProjectState } from '@reels/contracts';
import type { ApiClient } from '../api/client.js';
import type { Context } from '../arguments/command.js';
import { createJobView } from '../terminal/createView.js';
import type { View } from '../terminal/view.js';
import { finishJob } from './finish.js';
import { followJob } from './follow.js';
import type { OutputChoice } from './output.js';
import { withSession } from './session.js';

/** A job that was begun: its project, and after which event of its journal to watch; or the state in which it rests already. */
export type Begun = { projectId: string; afterSeq: number } | { projectId: string; atRest: ProjectState };

export interface Job {
  output: OutputChoice;
  /** The number of `--reels`, when it was given. */
  asked?: number | undefined;
  /** Tells the view which stages there will be, and has the API begin. */
  begin: (api: ApiClient, view: View) => Promise<Begun>;
}

/** Begins a job, shows it to its end and delivers what it made; returns the exit code. */
export async function runJob(context: Context, { output, asked, begin }: Job): Promise<number> {
  const { terminal, signal } = context;
  const view = createJobView(terminal, output);
  return withSession(context, view, async (session) => {
    const begun = await begin(session.api, view);
    const { projectId } = begun;
    const state = 'atRest' in begun ? begun.atRest : await followJob(session, projectId, begun.afterSeq, view, signal);
    view.end();
    return finishJob(session.api, projectId, state, { output, terminal, signal, asked });
  });
}
