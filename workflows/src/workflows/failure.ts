import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure, TimeoutFailure } from '@temporalio/workflow';
import { isErrorCode } from '@reels/contracts';
import type { ErrorCode, Failure } from '@reels/contracts';

/** What an error that ended a stage says to the user: the code an activity threw, or INTERNAL for a bug. */
export function describeFailure(error: unknown): Failure {
  const cause = rootCause(error);
  if (cause instanceof ApplicationFailure && isErrorCode(cause.type ?? '')) {
    return { code: cause.type as ErrorCode, detail: cause.message };
  }
  if (cause instanceof TimeoutFailure) return { code: 'PROVIDER_FAILED', detail: 'A step gave no sign of life and ran out of attempts.' };
  return { code: 'INTERNAL', detail: cause instanceof Error ? cause.message : String(cause) };
}

function rootCause(error: unknown): unknown {
  if ((error instanceof ActivityFailure || error instanceof ChildWorkflowFailure) && error.cause) return rootCause(error.cause);
  return error;
}
