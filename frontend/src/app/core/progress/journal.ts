import type { EventFragment, ProjectState, ReelState, Stage } from '../api/generated/operations';

/** The stages of a project, in the order in which they run. */
export const STAGES = ['INGEST', 'TRANSCRIBE', 'SELECT', 'REVIEW', 'RENDER', 'CHECK'] as const satisfies readonly Stage[];

export type StepStatus = 'todo' | 'running' | 'waiting' | 'done' | 'skipped' | 'failed' | 'cancelled';

/** How far one stage is, or one reel in it. */
export interface Step {
  status: StepStatus;
  /** 0 to 100 as measured; null where nothing can be measured. */
  percent: number | null;
  /** What happens, or happened, in a few words. */
  message: string;
  /** From 1. */
  attempt: number;
  /** Milliseconds since 1970; null while the journal has not told. */
  startedAt: number | null;
  endedAt: number | null;
  /** What stood in for what was asked for. */
  fallback: string | null;
  failure: { code: string; message: string; nextStep: string | null } | null;
}

/** A project's progress, made from its journal alone. */
export interface Journal {
  /** Of the newest event taken in. */
  seq: number;
  state: ProjectState | null;
  stages: Readonly<Record<Stage, Step>>;
  /** Keyed by reel, then by stage (render and check). */
  reels: ReadonlyMap<string, { state: ReelState | null; stages: Readonly<Partial<Record<Stage, Step>>> }>;
}

const TO_COME: Step = {
  status: 'todo',
  percent: null,
  message: '',
  attempt: 1,
  startedAt: null,
  endedAt: null,
  fallback: null,
  failure: null,
};

export const EMPTY_JOURNAL: Journal = {
  seq: 0,
  state: null,
  stages: { INGEST: TO_COME, TRANSCRIBE: TO_COME, SELECT: TO_COME, REVIEW: TO_COME, RENDER: TO_COME, CHECK: TO_COME },
  reels: new Map(),
};

/** Takes in one event. Events that were taken in before change nothing. */
export function addEvent(journal: Journal, event: EventFragment): Journal {
  if (event.seq <= journal.seq) return journal;
  return { ...take(journal, event), seq: event.seq, state: event.projectState };
}

/**
 * A journal made from the newest event of each stage and reel, as a list of projects carries them.
 * It knows what is, not since when.
 */
export function fromNewest(events: readonly EventFragment[], state: ProjectState, lastSeq: number): Journal {
  const journal = [...events].sort((a, b) => a.seq - b.seq).reduce(take, EMPTY_JOURNAL);
  return { ...journal, seq: lastSeq, state };
}

function take(journal: Journal, event: EventFragment): Journal {
  const { stage, reelId } = event;
  if (reelId === null) return { ...journal, stages: { ...journal.stages, [stage]: move(journal.stages[stage], event) } };
  const reel = journal.reels.get(reelId) ?? { state: null, stages: {} };
  const moved = {
    state: event.reelState ?? reel.state,
    stages: { ...reel.stages, [stage]: move(reel.stages[stage] ?? TO_COME, event) },
  };
  return { ...journal, reels: new Map(journal.reels).set(reelId, moved) };
}

function move(step: Step, event: EventFragment): Step {
  const at = Date.parse(event.at);
  const { kind, percent, message, attempt } = event;
  switch (kind) {
    case 'STARTED':
      return {
        ...TO_COME,
        status: 'running',
        percent,
        message,
        attempt,
        startedAt: step.status === 'running' ? (step.startedAt ?? at) : at,
        fallback: step.fallback,
      };
    case 'ADVANCED':
      return { ...step, status: 'running', percent, message, attempt, endedAt: null, failure: null };
    case 'FALLBACK':
      return { ...step, fallback: message };
    case 'WAITING':
      // A queued project waits for its turn, not for anybody.
      if (event.projectState === 'QUEUED') return { ...TO_COME, message };
      return { ...step, status: 'waiting', percent: null, message, attempt, startedAt: step.startedAt ?? at, endedAt: null };
    case 'COMPLETED':
      return { ...step, status: 'done', percent: 100, message, attempt, endedAt: at, failure: null };
    case 'SKIPPED':
      return { ...step, status: 'skipped', percent: null, message, attempt, endedAt: at, failure: null };
    case 'FAILED':
      return {
        ...step,
        status: 'failed',
        message,
        attempt,
        endedAt: at,
        failure: { code: event.code ?? 'INTERNAL', message, nextStep: event.nextStep },
      };
    case 'CANCELLED':
      return { ...step, status: 'cancelled', message, attempt, endedAt: at };
  }
}
