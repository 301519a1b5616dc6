import type { ProgressEvent } from '@reels/contracts';

/** A progress event with the given fields; the others are those of a first line that says little. */
export function progressEvent(fields: Partial<ProgressEvent>): ProgressEvent {
  return {
    projectId: '0199a1b2-0000-7000-8000-00000000abcd',
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    stage: 'ingest',
    reelId: null,
    kind: 'advanced',
    percent: null,
    attempt: 1,
    message: '',
    code: null,
    nextStep: null,
    projectState: 'running',
    reelState: null,
    ...fields,
  };
}
