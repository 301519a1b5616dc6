import type { EventFragment, ProjectRowFragment } from '../app/core/api/generated/operations';

/** A progress event, with what matters given. */
export const event = (more: Partial<EventFragment>): EventFragment => ({
  projectId: 'p',
  seq: 1,
  at: '2026-01-01T10:00:00.000Z',
  stage: 'INGEST',
  reelId: null,
  kind: 'STARTED',
  percent: null,
  attempt: 1,
  message: '',
  code: null,
  nextStep: null,
  projectState: 'RUNNING',
  reelState: null,
  ...more,
});

/** A project in a list, with what matters given. */
export const row = (more: Partial<ProjectRowFragment>): ProjectRowFragment => ({
  id: 'p',
  title: 'episode',
  state: 'RUNNING',
  stage: 'INGEST',
  createdAt: '2026-01-01T10:00:00.000Z',
  updatedAt: '2026-01-01T10:00:00.000Z',
  lastSeq: 0,
  error: null,
  episode: null,
  thumbnail: null,
  progress: [],
  reels: [],
  ...more,
});
