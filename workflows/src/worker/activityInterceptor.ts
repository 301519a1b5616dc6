import { ApplicationFailure, Context } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { CancelledFailure } from '@temporalio/common';
import { UserError } from '@reels/contracts';
import type { ErrorCode } from '@reels/contracts';
import type { Logger } from '@reels/platform';

/** Failures that may pass by themselves: these are tried again; every other expected failure ends the stage at once. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['ADDRESS_FAILED', 'DISK_FULL', 'PROVIDER_FAILED', 'STORAGE_DOWN']);

/** Shorter than a third of the heartbeat timeout in workflows/activities.ts. */
const BEAT_MS = 5000;

/**
 * Around every activity: a log line with its ids at the end, a heartbeat while it runs (so that a dead worker is noticed
 * and a cancellation arrives), and expected failures turned into what the engine understands.
 */
export function aroundActivity(logger: Logger): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      const context = Context.current();
      const { info } = context;
      const log = logger.child({
        activity: info.activityType,
        activityId: info.activityId,
        workflowId: info.workflowExecution?.workflowId,
        attempt: info.attempt,
        ...projectOf(input.args),
      });
      const beat = setInterval(() => context.heartbeat(), BEAT_MS);
      const started = performance.now();
      const seconds = () => Math.round(performance.now() - started) / 1000;
      try {
        const result = await next(input);
        log.info({ seconds: seconds() }, 'activity done');
        return result;
      } catch (error) {
        if (context.cancellationSignal.aborted) {
          const drained = context.cancellationDetails?.workerShutdown ?? false;
          log.info({ seconds: seconds(), drained }, drained ? 'activity handed on' : 'activity cancelled');
          throw drained ? handedOn() : new CancelledFailure('The activity was cancelled.');
        }
        log.warn({ seconds: seconds(), err: error }, 'activity failed');
        throw error instanceof UserError ? toFailure(error) : error;
      } finally {
        clearInterval(beat);
      }
    },
  };
}

/** A worker that stops must not look like a user who cancels: another worker takes the activity at once. */
function handedOn(): ApplicationFailure {
  return ApplicationFailure.create({ type: 'WorkerStopped', message: 'The worker was stopped; another one goes on.', nextRetryDelay: '500ms' });
}

function toFailure(error: UserError): ApplicationFailure {
  return ApplicationFailure.create({ type: error.code, message: error.message, nonRetryable: !PASSING.has(error.code), cause: error });
}

function projectOf(args: unknown[]): { projectId?: string; reelId?: string } {
  const { projectId, reelId } = (args[0] ?? {}) as { projectId?: string; reelId?: string };
  return { projectId, ...(reelId && { reelId }) };
}
