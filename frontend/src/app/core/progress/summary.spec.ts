import { expect, test } from '@jest/globals';
import { event, row } from '../../../testing/events';
import { EMPTY_JOURNAL, addEvent } from './journal';
import { railSteps } from './railSteps';
import { summarize } from './summary';

const reels = (...states: ('QUEUED' | 'RENDERING' | 'CHECKING' | 'READY' | 'FAILED')[]) =>
  states.map((state, index) => ({ id: `r${index}`, state }));

test('a running stage is told in its own words, with what was measured', () => {
  const journal = addEvent(
    EMPTY_JOURNAL,
    event({ stage: 'TRANSCRIBE', kind: 'ADVANCED', percent: 42, message: 'Writing down what is said' }),
  );
  expect(summarize(row({ stage: 'TRANSCRIBE' }), journal)).toEqual({
    tone: 'busy',
    text: 'Writing down what is said',
    percent: 42,
  });
});

test('the progress of rendering is the mean over all reels, those to come included', () => {
  const journal = [
    event({ seq: 1, stage: 'RENDER', kind: 'COMPLETED', reelId: 'r0', percent: 100, reelState: 'READY' }),
    event({ seq: 2, stage: 'RENDER', kind: 'ADVANCED', reelId: 'r1', percent: 50, reelState: 'RENDERING' }),
  ].reduce(addEvent, EMPTY_JOURNAL);
  const project = row({ stage: 'RENDER', reels: reels('READY', 'RENDERING', 'QUEUED') });
  expect(summarize(project, journal)).toEqual({ tone: 'busy', text: 'Making reels: 1 of 3 done', percent: 50 });
  expect(railSteps(project, journal).RENDER).toMatchObject({ status: 'running', message: '1 of 3 rendered', percent: 50 });
});

test('what is over says how it ended', () => {
  expect(summarize(row({ state: 'DONE', reels: reels('READY') }), EMPTY_JOURNAL)).toMatchObject({
    tone: 'good',
    text: '1 reel ready',
  });
  expect(summarize(row({ state: 'DONE', reels: reels('READY', 'FAILED') }), EMPTY_JOURNAL)).toMatchObject({
    tone: 'warn',
    text: '1 of 2 reels ready',
  });
  expect(summarize(row({ state: 'DONE' }), EMPTY_JOURNAL)).toMatchObject({ tone: 'good', text: 'Transcript ready' });
  const error = { code: 'NO_SPEECH', message: 'Nobody speaks in this recording.', nextStep: '', stage: 'TRANSCRIBE' as const };
  expect(summarize(row({ state: 'FAILED', error }), EMPTY_JOURNAL)).toMatchObject({
    tone: 'bad',
    text: 'Stopped at Transcribe: Nobody speaks in this recording.',
  });
});

test('a reel that is rendered anew makes a project that is done busy again', () => {
  const journal = addEvent(
    EMPTY_JOURNAL,
    event({ stage: 'RENDER', kind: 'ADVANCED', reelId: 'r1', percent: 30, reelState: 'RENDERING', projectState: 'DONE' }),
  );
  expect(summarize(row({ state: 'DONE', reels: reels('READY', 'RENDERING') }), journal)).toEqual({
    tone: 'busy',
    text: 'Making 1 reel anew',
    percent: 30,
  });
});

test('rendering is done when all reels are through, and failed when one has failed', () => {
  const both = [
    event({ seq: 1, stage: 'RENDER', kind: 'COMPLETED', reelId: 'r0', at: '2026-01-01T10:00:10Z' }),
    event({ seq: 2, stage: 'RENDER', kind: 'COMPLETED', reelId: 'r1', at: '2026-01-01T10:00:40Z' }),
  ];
  const project = row({ stage: 'RENDER', reels: reels('READY', 'READY') });
  expect(railSteps(project, both.reduce(addEvent, EMPTY_JOURNAL)).RENDER).toMatchObject({
    status: 'done',
    endedAt: Date.parse('2026-01-01T10:00:40Z'),
  });
  const failed = [
    ...both.slice(0, 1),
    event({ seq: 2, stage: 'RENDER', kind: 'FAILED', reelId: 'r1', code: 'DISK_FULL', message: 'The disk is full.' }),
  ];
  expect(railSteps(project, failed.reduce(addEvent, EMPTY_JOURNAL)).RENDER).toMatchObject({
    status: 'failed',
    failure: { code: 'DISK_FULL' },
  });
});

test('a cancelled project shows it at the stage where it stopped', () => {
  const journal = [
    event({ seq: 1, stage: 'INGEST', kind: 'COMPLETED' }),
    event({ seq: 2, stage: 'TRANSCRIBE', kind: 'STARTED' }),
  ].reduce(addEvent, EMPTY_JOURNAL);
  const steps = railSteps(row({ state: 'CANCELLED' }), { ...journal, state: 'CANCELLED' });
  expect([steps.INGEST.status, steps.TRANSCRIBE.status, steps.SELECT.status]).toEqual(['done', 'cancelled', 'todo']);
});
