import type { ProjectState, Stage } from '@reels/contracts';
import type { Context } from '../arguments/command.js';
import { createJobView } from '../terminal/createView.js';
import type { View } from '../terminal/view.js';
import { finishJob } from './finish.js';
import { followJob } from './follow.js';
import type { OutputChoice } from './output.js';
import { withSession } from './session.js';
import type { Session } from './session.js';

/** A job that was begun: its project, and after which event of its journal to watch; or the state in which it rests already. */
export type Begun = { projectId: string; afterSeq: number } | { projectId: string; atRest: ProjectState };

export interface Job {
  output: OutputChoice;
  /** The stages to show. */
  stages: readonly Stage[];
  /** Whether an upload comes first. */
  upload?: boolean;
  /** The number of `--reels`, when it was given. */
  asked?: number | undefined;
  begin: (session: Session, view: View) => Promise<Begun>;
}

/** Begins a job, shows it to its end and delivers what it made; returns the exit code. */
export async function runJob(context: Context, { output, stages, upload = false, asked, begin }: Job): Promise<number> {
  const { terminal, signal } = context;
  const view = createJobView(terminal, output);
  return withSession(context, view, async (session) => {
    view.begin(stages, { upload });
    const begun = await begin(session, view);
    const { projectId } = begun;
    const state = 'atRest' in begun ? begun.atRest : await followJob(session, projectId, begun.afterSeq, view, signal);
    view.end();
    return finishJob(session.api, projectId, state, { output, terminal, signal, asked });
  });
}
