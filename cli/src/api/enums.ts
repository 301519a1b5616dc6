import type { ProgressEvent } from '@reels/contracts';
import type { EventFragment } from '../generated/operations.js';

/** GraphQL writes the contracts' words in upper case. */
export const lower = <T extends string>(value: T): Lowercase<T> => value.toLowerCase() as Lowercase<T>;
export const upper = <T extends string>(value: T): Uppercase<T> => value.toUpperCase() as Uppercase<T>;

/** A progress event in the words of the contracts. */
export function toProgressEvent(event: EventFragment): ProgressEvent {
  return {
    ...event,
    stage: lower(event.stage),
    kind: lower(event.kind),
    projectState: lower(event.projectState),
    reelState: event.reelState && lower(event.reelState),
  };
}
