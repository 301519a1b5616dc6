import { QUEUES } from '@reels/contracts';
import type { Queue } from '@reels/contracts';
import { createAiActivities } from '../activities/ai/index.js';
import type { Deps, SpeechDeps } from '../activities/deps.js';
import { createIngestActivities } from '../activities/ingest/index.js';
import { createPipelineActivities } from '../activities/pipeline/index.js';
import { createRenderActivities } from '../activities/render/index.js';
import { createTranscribeActivities } from '../activities/transcribe/index.js';

export type Registry = Record<Queue, object>;

export type Speech = Omit<SpeechDeps, keyof Deps>;

/** Which activities run on which queue. `speech` may be missing where the transcribe queue is not served: its activities are then never called. */
export function createRegistry(deps: Deps, speech: Speech | null): Registry {
  return {
    pipeline: createPipelineActivities(deps),
    ingest: createIngestActivities(deps),
    transcribe: createTranscribeActivities({ ...deps, ...(speech as Speech) }),
    ai: createAiActivities(deps),
    render: createRenderActivities(deps),
  };
}

/**
 * Every activity is on exactly one queue: one that stood on two would run wherever a slot is free, on the wrong kind of
 * machine. Throws with the names of those that don't keep to it, and of queues that would do nothing.
 */
export function assertOneQueueEach(registry: Registry): void {
  const queuesOf = new Map<string, Queue[]>();
  for (const queue of QUEUES) {
    const names = Object.keys(registry[queue]);
    if (names.length === 0) throw new Error(`The queue "${queue}" has no activity.`);
    for (const name of names) queuesOf.set(name, [...(queuesOf.get(name) ?? []), queue]);
  }
  const doubled = [...queuesOf].filter(([, queues]) => queues.length > 1);
  if (doubled.length > 0) {
    throw new Error(`Every activity belongs on exactly one queue, but ${doubled.map(([name, queues]) => `${name} is on ${queues.join(' and ')}`).join('; ')}.`);
  }
}
