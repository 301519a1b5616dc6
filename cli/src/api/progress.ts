import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgressEvent, ProjectState } from '@reels/contracts';
import { CommandError } from '../failure.js';
import { ProjectPulseDocument } from '../generated/operations.js';
import type { ApiClient } from './client.js';
import { lower } from './enums.js';
import { subscribe } from './subscription.js';
import type { Subscription } from './subscription.js';

const RESTING: readonly ProjectState[] = ['waiting', 'done', 'failed', 'cancelled'];

/** Whether a project in this state does nothing until somebody asks it to. */
export const isAtRest = (state: ProjectState): boolean => RESTING.includes(state);

/** Where a project stands: its state, and the number of the newest event of its journal. */
export interface Pulse {
  state: ProjectState;
  lastSeq: number;
}

/** What the API tells of one project's progress. */
export interface ProgressSource {
  subscribe(afterSeq: number): Subscription;
  pulse(): Promise<Pulse>;
}

export function progressSource(api: ApiClient, projectId: string): ProgressSource {
  return {
    subscribe: (afterSeq) => subscribe(api, projectId, afterSeq),
    async pulse() {
      const { project } = await api.request(ProjectPulseDocument, { id: projectId });
      if (!project)
        throw new CommandError('NOT_FOUND', 'The project was deleted meanwhile.', '"reels list" shows those there are.');
      return { state: lower(project.state), lastSeq: project.lastSeq };
    },
  };
}

export interface FollowOptions {
  signal: AbortSignal;
  /** After so long without an event the source is asked whether one was missed: a dead connection may look like a quiet one. */
  quietMs?: number;
  reconnectMs?: number;
}

/**
 * The events of a project after `afterSeq`, each once and in order, until it comes to rest; returns its state then.
 * To be called after something was asked of the project: it counts as at rest only once its journal has grown.
 * A lost connection is made anew and goes on where it stopped.
 */
export async function* followProgress(
  source: ProgressSource,
  afterSeq: number,
  { signal, quietMs = 10_000, reconnectMs = 1_000 }: FollowOptions,
): AsyncGenerator<ProgressEvent, ProjectState> {
  let seen = afterSeq;
  const isOver = ({ state, lastSeq }: Pulse) => isAtRest(state) && lastSeq > afterSeq && lastSeq <= seen;
  for (;;) {
    const subscription = source.subscribe(seen);
    try {
      for (let next = handled(subscription.next()); ;) {
        const event = await within(quietMs, next, signal);
        if (event === 'quiet') {
          const pulse = await source.pulse();
          if (isOver(pulse)) return pulse.state;
          if (pulse.lastSeq > seen) break;
          continue;
        }
        if (event === 'lost') break;
        next = handled(subscription.next());
        if (event.seq <= seen) continue;
        seen = event.seq;
        yield event;
        if (isAtRest(event.projectState)) {
          const pulse = await source.pulse();
          if (isOver(pulse)) return pulse.state;
        }
      }
    } finally {
      subscription.stop();
    }
    await sleep(reconnectMs, undefined, { signal });
    // Waits for the API, wherever it is now, and notices what ended meanwhile.
    const pulse = await source.pulse();
    if (isOver(pulse)) return pulse.state;
  }
}

/** A promise that nobody may be waiting for when it fails. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** What a promise gives, or `quiet` when it takes too long; the promise can be waited for again. */
async function within<T>(milliseconds: number, promise: Promise<T>, signal: AbortSignal): Promise<T | 'quiet'> {
  const timer = new AbortController();
  const either = AbortSignal.any([signal, timer.signal]);
  try {
    return await Promise.race([promise, sleep(milliseconds, 'quiet' as const, { signal: either })]);
  } finally {
    timer.abort();
  }
}
