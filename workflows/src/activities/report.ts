import { Context } from '@temporalio/activity';
import type { ProjectState, ReelState, ReelWorkflowInput, Stage } from '@reels/contracts';
import { ERRORS } from '@reels/contracts';
import type { Failure, ProgressKind } from '@reels/contracts';
import { recordProgress } from '@reels/records';
import type { Transaction } from '@reels/records';
import type { Deps, ProjectScope } from './deps.js';

/** At most one write a second for each activity (design, promise 4). */
const INTERVAL_MS = 1000;

/** What an event changes beside the journal, in the same transaction. */
export interface Change {
  percent?: number;
  projectState?: ProjectState;
  reelState?: ReelState;
  failure?: Failure;
  change?: (tx: Transaction) => Promise<void>;
}

/** Tells a project's journal how far one stage, or one reel in it, has come. */
export interface Report {
  /** `fraction`: 0..1 of the stage, measured. Writes at most once a second and never backwards. */
  advance(fraction: number, message: string): void;
  /** Writes after all that went before. */
  tell(kind: ProgressKind, message: string, change?: Change): Promise<void>;
}

export function createReport({ db }: Pick<Deps, 'db'>, scope: ProjectScope & Pick<ReelWorkflowInput, 'revision'>, stage: Stage, reelId?: string): Report {
  const { attempt } = Context.current().info;
  let lastWrite = 0;
  let lastPercent = -1;
  let written: Promise<unknown> = Promise.resolve();

  const write: Report['tell'] = (kind, message, { percent, failure, change, ...states } = {}) => {
    const event = {
      ...{ stage, kind, message, attempt, percent: percent ?? null, ...states },
      ...(reelId && { reelId, revision: scope.revision }),
      ...(failure && { failure: { code: failure.code, nextStep: ERRORS[failure.code][1] } }),
    };
    const write = written.then(async () => void (await recordProgress(db, scope.workspaceId, scope.projectId, event, change)));
    written = write.catch(() => undefined);
    return write;
  };

  return {
    advance(fraction, message) {
      const percent = Math.min(100, Math.floor(fraction * 100));
      if (percent <= lastPercent || Date.now() - lastWrite < INTERVAL_MS) return;
      lastPercent = percent;
      lastWrite = Date.now();
      // A lost line of progress is no reason to give up the work; the next one is written again.
      write('advanced', message, { percent }).catch(() => undefined);
    },
    tell: write,
  };
}
