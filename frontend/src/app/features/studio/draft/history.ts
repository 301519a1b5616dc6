/** States that can be gone back to, and forth again. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** What made the present one, and when: the same again soon after is one step. */
  readonly last: { key: string; at: number } | null;
}

const STEPS = 200;
/** A slider that is dragged, or a title that is typed, is one step. */
const SAME_STEP_MS = 900;

export const startHistory = <State>(present: State): History<State> => ({ past: [], present, future: [], last: null });

/** @param step what was changed, and when (ms) */
export function record<State>(history: History<State>, present: State, step: { key: string; at: number }): History<State> {
  const { past, last } = history;
  const same = last?.key === step.key && step.at - last.at < SAME_STEP_MS;
  return { past: same ? past : [...past, history.present].slice(-STEPS), present, future: [], last: step };
}

export function undo<State>({ past, present, future }: History<State>): History<State> {
  const [before] = past.slice(-1);
  return before === undefined ? { past, present, future, last: null } : { past: past.slice(0, -1), present: before, future: [present, ...future], last: null };
}

export function redo<State>({ past, present, future }: History<State>): History<State> {
  const [after] = future;
  return after === undefined ? { past, present, future, last: null } : { past: [...past, present], present: after, future: future.slice(1), last: null };
}
