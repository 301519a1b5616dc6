import { proxyActivities } from '@temporalio/workflow';
import type { Queue } from '@reels/contracts';
import type { AiActivities } from '../activities/ai/index.js';
import type { IngestActivities } from '../activities/ingest/index.js';
import type { PipelineActivities } from '../activities/pipeline/index.js';
import type { RenderActivities } from '../activities/render/index.js';
import type { TranscribeActivities } from '../activities/transcribe/index.js';

/**
 * The activities as workflows call them: one proxy for each queue, with the retries that fit its kind of work.
 * All steps are content-addressed, so every retry is idempotent; what differs is how long one attempt may take and
 * how soon a silent worker is given up (`heartbeatTimeout`).
 */
const queue = (taskQueue: Queue) => ({ taskQueue, cancellationType: 'WAIT_CANCELLATION_COMPLETED' as const });

/** Short writes to the record. They go on trying: a database that restarts must not fail a project. */
export const records = proxyActivities<PipelineActivities>({
  ...queue('pipeline'),
  startToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** Network and disk: a slow upload of hours is fine as long as it beats. An address that does not answer is tried for a quarter of a minute. */
export const ingest = proxyActivities<IngestActivities>({
  ...queue('ingest'),
  startToCloseTimeout: '6h',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 5 },
});

/** The model in memory: one chunk takes a minute or two. */
export const transcribe = proxyActivities<TranscribeActivities>({
  ...queue('transcribe'),
  startToCloseTimeout: '2h',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', maximumAttempts: 6 },
});

/** Choosing and, later, outside models. */
export const ai = proxyActivities<AiActivities>({
  ...queue('ai'),
  startToCloseTimeout: '10m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 6 },
});

/** One encoder. */
export const render = proxyActivities<RenderActivities>({
  ...queue('render'),
  startToCloseTimeout: '2h',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', maximumAttempts: 5 },
});
