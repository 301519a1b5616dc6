import { expect, test } from '@jest/globals';
import type { ProgressEvent } from '@reels/contracts';
import { progressEvent } from '../testing/events.js';
import { followProgress } from './progress.js';
import type { ProgressSource, Pulse } from './progress.js';

/** What one connection gives, in order; `silence` lasts until the connection is given up. */
type Script = (ProgressEvent | 'lost' | 'silence')[];

/** A journal that is told over several connections, one after the other. */
function scripted(connections: Script[], pulses: Pulse[]): ProgressSource & { asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    subscribe(afterSeq) {
      asked.push(afterSeq);
      const script = [...(connections[asked.length - 1] ?? ['lost' as const])];
      let stopped = () => {};
      const silence = new Promise<'lost'>((resolve) => void (stopped = () => resolve('lost')));
      return {
        next: async () => {
          const next = script.shift() ?? 'lost';
          return next === 'silence' ? silence : next;
        },
        stop: () => stopped(),
      };
    },
    pulse: async () => pulses.shift() ?? pulses.at(-1) ?? { state: 'running', lastSeq: 0 },
  };
}

const at = (seq: number, projectState: ProgressEvent['projectState'] = 'running') => progressEvent({ seq, projectState });
const quick = { quietMs: 30, reconnectMs: 1, signal: new AbortController().signal };

async function play(source: ProgressSource, afterSeq: number, options = quick) {
  const seen: number[] = [];
  const events = followProgress(source, afterSeq, options);
  for (;;) {
    const { value, done } = await events.next();
    if (done) return { seen, state: value };
    seen.push(value.seq);
  }
}

test('events until the project comes to rest', async () => {
  const source = scripted([[at(1), at(2), at(3, 'done')]], [{ state: 'done', lastSeq: 3 }]);
  expect(await play(source, 0)).toEqual({ seen: [1, 2, 3], state: 'done' });
});

test('after a lost connection the next one goes on where it stopped, and doubles are dropped', async () => {
  const source = scripted(
    [
      [at(1), at(2), 'lost'],
      [at(2), at(3), at(4, 'failed')],
    ],
    [
      { state: 'running', lastSeq: 3 },
      { state: 'failed', lastSeq: 4 },
    ],
  );
  expect(await play(source, 0)).toEqual({ seen: [1, 2, 3, 4], state: 'failed' });
  expect(source.asked).toEqual([0, 2]);
});

test('a project that ended while the connection was lost is noticed', async () => {
  const source = scripted(
    [[at(1), 'lost'], [at(2, 'done')]],
    [
      { state: 'done', lastSeq: 2 },
      { state: 'done', lastSeq: 2 },
    ],
  );
  expect(await play(source, 0)).toEqual({ seen: [1, 2], state: 'done' });
});

test('a dead connection that looks quiet is found out', async () => {
  const source = scripted(
    [[at(1), 'silence'], [at(2, 'cancelled')]],
    [
      { state: 'running', lastSeq: 2 },
      { state: 'running', lastSeq: 2 },
      { state: 'cancelled', lastSeq: 2 },
    ],
  );
  expect(await play(source, 0)).toEqual({ seen: [1, 2], state: 'cancelled' });
  expect(source.asked).toEqual([0, 1]);
});

test('a quiet connection stays', async () => {
  const source = scripted(
    [[at(1), 'silence']],
    [
      { state: 'running', lastSeq: 1 },
      { state: 'running', lastSeq: 1 },
      { state: 'done', lastSeq: 1 },
    ],
  );
  expect(await play(source, 0)).toEqual({ seen: [1], state: 'done' });
  expect(source.asked).toEqual([0]);
});

test('the rest before a retry is not taken for the rest after it', async () => {
  const source = scripted(
    [['silence'], [at(6), at(7, 'done')]],
    [
      { state: 'failed', lastSeq: 5 },
      { state: 'running', lastSeq: 6 },
      { state: 'running', lastSeq: 6 },
      { state: 'done', lastSeq: 7 },
    ],
  );
  expect(await play(source, 5)).toEqual({ seen: [6, 7], state: 'done' });
});

test('a state that changes once more right away is followed on', async () => {
  const source = scripted(
    [[at(1, 'waiting'), at(2), at(3, 'done')]],
    [
      { state: 'running', lastSeq: 2 },
      { state: 'done', lastSeq: 3 },
    ],
  );
  expect(await play(source, 0)).toEqual({ seen: [1, 2, 3], state: 'done' });
});

test('it can be given up', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 10);
  await expect(play(scripted([['silence']], []), 0, { ...quick, quietMs: 5_000, signal: abort.signal })).rejects.toThrow();
});
