import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { LogLevel, WorkerOptions } from '@temporalio/worker';
import { WORKER_DEPLOYMENT } from '@reels/contracts';
import type { Queue } from '@reels/contracts';
import type { Logger, Settings } from '@reels/platform';
import { aroundActivity } from './activityInterceptor.js';
import { createDeps } from './deps.js';
import { assertOneQueueEach, createRegistry } from './registry.js';
import { workflowBundle } from './workflowBundle.js';

/**
 * Serves the queues of the settings until SIGTERM or SIGINT; then drains: takes nothing new, lets what runs end for
 * DRAIN_SECONDS, and hands the rest on to other workers.
 */
export async function runWorker(settings: Settings<'worker'>, logger: Logger): Promise<void> {
  Runtime.install({ logger: engineLogger(logger), shutdownSignals: ['SIGTERM', 'SIGINT'] });
  const { deps, speech, close } = await createDeps(settings, logger);
  const registry = createRegistry(deps, speech);
  assertOneQueueEach(registry);

  const connection = await NativeConnection.connect({ address: settings.TEMPORAL_ADDRESS });
  try {
    const workers = await Promise.all(
      settings.WORKER_QUEUES.map((queue) =>
        Worker.create({
          connection,
          namespace: settings.TEMPORAL_NAMESPACE,
          taskQueue: queue,
          activities: registry[queue],
          ...(queue === 'pipeline' && { workflowBundle: { codePath: workflowBundle() } }),
          maxConcurrentActivityTaskExecutions: slots(queue, settings),
          shutdownGraceTime: settings.DRAIN_SECONDS * 1000,
          shutdownForceTime: (settings.DRAIN_SECONDS + FORCE_AFTER_SECONDS) * 1000,
          maxHeartbeatThrottleInterval: MAX_THROTTLE_MS,
          ...versioning(settings),
          interceptors: { activity: [() => ({ inbound: aroundActivity(logger) })] },
        }),
      ),
    );
    logger.info({ queues: settings.WORKER_QUEUES, buildId: settings.WORKER_BUILD_ID }, 'worker ready');
    await Promise.all(workers.map((worker) => worker.run()));
    logger.info('worker drained');
  } finally {
    await connection.close();
    await close();
  }
}

/** What an activity that was told to stop may take to end its child processes. */
const FORCE_AFTER_SECONDS = 15;
/** The engine holds heartbeats back for so long; a cancellation arrives with the next one. */
const MAX_THROTTLE_MS = 3000;

/** How much one process does at once: one queue for each kind of resource (design, promise 7). */
function slots(queue: Queue, settings: Settings<'worker'>): number {
  return { pipeline: 20, ingest: 2, transcribe: 1, ai: 4, render: settings.RENDER_SLOTS }[queue];
}

/** Without a build id, workflows go on with whichever worker is there. */
function versioning({ WORKER_BUILD_ID }: Settings<'worker'>): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (!WORKER_BUILD_ID) return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName: WORKER_DEPLOYMENT, buildId: WORKER_BUILD_ID },
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}

/** The engine's own log lines, in the format of ours. */
function engineLogger(logger: Logger): DefaultLogger {
  const levels: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' };
  return new DefaultLogger('INFO', ({ level, message, meta }) => logger[levels[level]]({ ...meta }, message));
}
