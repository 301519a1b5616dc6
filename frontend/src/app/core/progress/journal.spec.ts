import { describe, expect, test } from '@jest/globals';
import type { EventFragment } from '../api/generated/operations';
import { event } from '../../../testing/events';
import { EMPTY_JOURNAL, addEvent, fromNewest } from './journal';
import type { Journal } from './journal';

const taken = (events: EventFragment[]): Journal => events.reduce(addEvent, EMPTY_JOURNAL);

describe('a stage', () => {
  test('begins, is measured and ends; since when is kept', () => {
    const begun = event({ seq: 2, kind: 'STARTED', stage: 'TRANSCRIBE', message: 'Listening', at: '2026-01-01T10:00:00Z' });
    const half = event({ seq: 3, kind: 'ADVANCED', stage: 'TRANSCRIBE', percent: 52, at: '2026-01-01T10:00:30Z' });
    expect(taken([begun, half]).stages.TRANSCRIBE).toMatchObject({
      status: 'running',
      percent: 52,
      startedAt: Date.parse(begun.at),
      endedAt: null,
    });
    const ended = event({
      seq: 4,
      kind: 'COMPLETED',
      stage: 'TRANSCRIBE',
      percent: 100,
      message: '765 words',
      at: '2026-01-01T10:01:00Z',
    });
    expect(taken([begun, half, ended]).stages.TRANSCRIBE).toMatchObject({
      status: 'done',
      message: '765 words',
      startedAt: Date.parse(begun.at),
      endedAt: Date.parse(ended.at),
    });
  });

  test('has no percentage where nothing is measured', () => {
    expect(taken([event({ kind: 'STARTED', stage: 'SELECT', percent: null })]).stages.SELECT.percent).toBeNull();
  });

  test('of a queued project waits for its turn, of a reviewed one for a person', () => {
    expect(taken([event({ kind: 'WAITING', stage: 'INGEST', projectState: 'QUEUED' })]).stages.INGEST.status).toBe('todo');
    expect(taken([event({ kind: 'WAITING', stage: 'REVIEW', projectState: 'WAITING' })]).stages.REVIEW.status).toBe('waiting');
  });

  test('that failed tells why and what to do; the next attempt begins anew', () => {
    const failed = event({
      seq: 5,
      kind: 'FAILED',
      stage: 'TRANSCRIBE',
      code: 'NO_SPEECH',
      message: 'Nobody speaks.',
      nextStep: 'Choose another.',
      projectState: 'FAILED',
    });
    expect(taken([failed]).stages.TRANSCRIBE).toMatchObject({
      status: 'failed',
      failure: { code: 'NO_SPEECH', message: 'Nobody speaks.', nextStep: 'Choose another.' },
    });
    const again = event({ seq: 6, kind: 'STARTED', stage: 'TRANSCRIBE', attempt: 2 });
    expect(taken([failed, again]).stages.TRANSCRIBE).toMatchObject({ status: 'running', attempt: 2, failure: null });
  });

  test('keeps a fallback to its end', () => {
    const events = [
      event({ seq: 1, kind: 'STARTED', stage: 'TRANSCRIBE' }),
      event({ seq: 2, kind: 'FALLBACK', stage: 'TRANSCRIBE', message: 'Times are coarse.' }),
      event({ seq: 3, kind: 'COMPLETED', stage: 'TRANSCRIBE' }),
    ];
    expect(taken(events).stages.TRANSCRIBE).toMatchObject({ status: 'done', fallback: 'Times are coarse.' });
  });
});

test('an event that comes twice or late changes nothing', () => {
  const journal = taken([event({ seq: 4, kind: 'COMPLETED', stage: 'INGEST' })]);
  expect(addEvent(journal, event({ seq: 4, kind: 'STARTED', stage: 'INGEST' }))).toBe(journal);
  expect(addEvent(journal, event({ seq: 3, kind: 'FAILED', stage: 'INGEST' }))).toBe(journal);
});

test('events of reels are told reel by reel', () => {
  const journal = taken([
    event({ seq: 1, kind: 'ADVANCED', stage: 'RENDER', reelId: 'a', percent: 40, reelState: 'RENDERING' }),
    event({ seq: 2, kind: 'COMPLETED', stage: 'RENDER', reelId: 'b', percent: 100, reelState: 'RENDERING' }),
    event({ seq: 3, kind: 'COMPLETED', stage: 'CHECK', reelId: 'b', reelState: 'READY' }),
  ]);
  expect(journal.stages.RENDER.status).toBe('todo');
  expect(journal.reels.get('a')).toMatchObject({ state: 'RENDERING', stages: { RENDER: { percent: 40 } } });
  expect(journal.reels.get('b')).toMatchObject({ state: 'READY', stages: { CHECK: { status: 'done' } } });
});

test('the newest events of a list give where a project stands, whatever their order', () => {
  const journal = fromNewest(
    [
      event({ seq: 9, kind: 'ADVANCED', stage: 'TRANSCRIBE', percent: 30 }),
      event({ seq: 4, kind: 'COMPLETED', stage: 'INGEST' }),
    ],
    'RUNNING',
    9,
  );
  expect(journal).toMatchObject({
    seq: 9,
    state: 'RUNNING',
    stages: { INGEST: { status: 'done' }, TRANSCRIBE: { status: 'running', percent: 30, startedAt: null } },
  });
});
