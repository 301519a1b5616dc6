import type { ProjectState, ReelState, Stage } from './stages.js';

/** One line of a project's append-only journal. `seq` grows by one inside a project. */
export interface ProgressEvent {
  projectId: string;
  seq: number;
  at: string;
  stage: Stage;
  /** Set for events of one reel. */
  reelId: string | null;
  kind: ProgressKind;
  /** 0..100, measured (bytes, seconds of audio, frames); null where nothing can be measured. */
  percent: number | null;
  /** The attempt of the step that speaks, from 1. */
  attempt: number;
  /** What happens now, in a few words. */
  message: string;
  /** An error code of contracts for `failed`; else null. */
  code: string | null;
  /** What the user can do next; set with `code`. */
  nextStep: string | null;
  projectState: ProjectState;
  reelState: ReelState | null;
}

export const PROGRESS_KINDS = ['started', 'advanced', 'completed', 'skipped', 'fallback', 'failed', 'cancelled', 'waiting'] as const;
export type ProgressKind = (typeof PROGRESS_KINDS)[number];
