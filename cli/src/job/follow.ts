import type { ProjectState } from '@reels/contracts';
import type { ApiClient } from '../api/client.js';
import { followProgress, progressSource } from '../api/progress.js';
import { CommandError, Interrupted } from '../failure.js';
import { ProjectReelTitlesDocument } from '../generated/operations.js';
import { shortId } from '../terminal/format.js';
import type { KnownReel } from '../terminal/jobProgress.js';
import type { View } from '../terminal/view.js';
import type { Session } from './session.js';

/**
 * Shows a project's progress after `afterSeq` until it comes to rest; returns its state then.
 * @throws Interrupted on Ctrl-C, with a sentence about how to go on; CommandError, which names the project
 */
export async function followJob(
  { api, ownsStack }: Session,
  projectId: string,
  afterSeq: number,
  view: View,
  signal: AbortSignal,
): Promise<ProjectState> {
  let named = false;
  try {
    const events = followProgress(progressSource(api, projectId), afterSeq, { signal });
    for (;;) {
      const { value, done } = await events.next();
      if (done) return value;
      if (value.reelId !== null && !named) {
        named = true;
        view.reels(await readReels(api, projectId));
      }
      view.event(value);
    }
  } catch (error) {
    if (signal.aborted) throw interruption(signal, projectId, ownsStack());
    if (error instanceof CommandError) throw new CommandError(error.code, error.message, error.nextStep, projectId);
    throw error;
  }
}

async function readReels(api: ApiClient, id: string): Promise<KnownReel[]> {
  const { project } = await api.request(ProjectReelTitlesDocument, { id });
  return (project?.reels ?? []).map((reel) => ({ id: reel.id, title: reel.title, ready: reel.state === 'READY' }));
}

function interruption(signal: AbortSignal, projectId: string, ownsStack: boolean): Interrupted {
  const id = shortId(projectId);
  const hint = ownsStack
    ? `Nothing is lost: "reels retry ${id}" goes on from the last finished step.`
    : `The job goes on without this command: "reels status ${id}" shows it, "reels retry ${id}" waits for it and gets the reels, "reels cancel ${id}" ends it.`;
  return new Interrupted((signal.reason as Interrupted).exitCode, hint, projectId);
}
