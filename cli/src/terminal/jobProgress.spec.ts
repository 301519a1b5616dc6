import { expect, test } from '@jest/globals';
import type { ProgressEvent } from '@reels/contracts';
import { progressEvent } from '../testing/events.js';
import { JobProgress } from './jobProgress.js';

const STAGES = ['ingest', 'transcribe', 'select', 'render', 'check'] as const;

function play(events: Partial<ProgressEvent>[], titles?: Record<string, string>) {
  const job = new JobProgress(STAGES);
  if (titles) job.knowReels(Object.entries(titles).map(([id, title]) => ({ id, title, ready: id === 'earlier' })));
  for (const event of events) job.apply(progressEvent(event));
  return Object.fromEntries(job.rows().map((row) => [row.label, row]));
}

test('a stage goes from pending over active to done', () => {
  expect(play([]).Ingest).toMatchObject({ state: 'pending', percent: null });
  const begun: Partial<ProgressEvent>[] = [{ kind: 'started' }, { percent: 40, message: 'sound' }];
  expect(play(begun).Ingest).toMatchObject({ state: 'active', percent: 40, detail: 'sound' });
  const ended = play([...begun, { kind: 'completed', at: '2026-01-01T00:00:05.000Z' }]).Ingest;
  expect(ended).toMatchObject({ state: 'done', percent: 100 });
  expect((ended?.endedAt ?? 0) - (ended?.startedAt ?? 0)).toBe(5_000);
});

test('the time in the queue does not count', () => {
  const row = play([
    { kind: 'waiting', message: 'Queued.' },
    { kind: 'started', at: '2026-01-01T00:01:00.000Z' },
  ]).Ingest;
  expect(row).toMatchObject({ state: 'active', startedAt: Date.parse('2026-01-01T00:01:00.000Z') });
});

test('a stage kept from before is done, a failed one failed, and a later attempt is told', () => {
  expect(play([{ kind: 'skipped' }]).Ingest).toMatchObject({ state: 'done', percent: 100 });
  expect(play([{ kind: 'failed', message: 'The file has no sound.' }]).Ingest).toMatchObject({
    state: 'failed',
    detail: 'The file has no sound.',
  });
  expect(play([{ attempt: 2, message: 'sound', percent: 1 }]).Ingest?.detail).toBe('sound (attempt 2)');
});

test('reels are summed up into one row', () => {
  const titles = { a: 'First', b: 'Second' };
  const half = play([{ stage: 'render', reelId: 'a', percent: 50 }], titles).Render;
  expect(half).toMatchObject({ state: 'active', percent: 25, detail: '0 of 2, First' });
  const one = play(
    [
      { stage: 'render', reelId: 'a', kind: 'completed' },
      { stage: 'render', reelId: 'b', kind: 'started' },
    ],
    titles,
  ).Render;
  expect(one).toMatchObject({ state: 'active', percent: 50, detail: '1 of 2, Second' });
  const all = play(
    [
      { stage: 'render', reelId: 'a', kind: 'completed' },
      { stage: 'render', reelId: 'b', kind: 'skipped' },
    ],
    titles,
  ).Render;
  expect(all).toMatchObject({ state: 'done', percent: 100, detail: '2 of 2' });
});

test('a reel that fails after rendering failed its check, and the others go on', () => {
  const rows = play(
    [
      { stage: 'render', reelId: 'a', kind: 'completed' },
      { stage: 'check', reelId: 'a', kind: 'started' },
      { stage: 'render', reelId: 'a', kind: 'failed', reelState: 'failed' },
      { stage: 'render', reelId: 'b', kind: 'completed' },
      { stage: 'check', reelId: 'b', kind: 'completed' },
    ],
    { a: 'First', b: 'Second' },
  );
  expect(rows.Render).toMatchObject({ state: 'done', percent: 100 });
  expect(rows.Check).toMatchObject({ state: 'failed', detail: '2 of 2, 1 failed' });
});

test('a reel that could not be rendered is not waited for by the check', () => {
  const rows = play(
    [
      { stage: 'render', reelId: 'a', kind: 'failed', reelState: 'failed' },
      { stage: 'render', reelId: 'b', kind: 'completed' },
      { stage: 'check', reelId: 'b', kind: 'completed' },
    ],
    { a: 'First', b: 'Second' },
  );
  expect(rows.Render).toMatchObject({ state: 'failed', detail: '2 of 2, 1 failed' });
  expect(rows.Check).toMatchObject({ state: 'done', detail: '1 of 1' });
});

test('a stage that was not announced has no row', () => {
  expect(Object.keys(play([{ stage: 'review', kind: 'completed' }]))).not.toContain('Review');
});

test('reels of an earlier run are not waited for', () => {
  const rows = play([{ stage: 'render', reelId: 'a', kind: 'completed' }], { a: 'First', earlier: 'Ready since yesterday' });
  expect(rows.Render).toMatchObject({ state: 'done', detail: '1 of 1' });
});

test('an upload shows its speed until it has arrived', () => {
  const job = new JobProgress(STAGES, { upload: true });
  job.uploaded({ doneBytes: 5_000_000, totalBytes: 20_000_000, bytesPerSecond: 2_500_000 }, 0);
  expect(job.rows()[0]).toMatchObject({ label: 'Upload', state: 'active', percent: 25, detail: '5.0 MB of 20.0 MB, 2.5 MB/s' });
  job.uploaded({ doneBytes: 20_000_000, totalBytes: 20_000_000, bytesPerSecond: 2_500_000 }, 8_000);
  expect(job.rows()[0]).toMatchObject({ state: 'done', percent: 100, detail: '20.0 MB', endedAt: 8_000 });
});
