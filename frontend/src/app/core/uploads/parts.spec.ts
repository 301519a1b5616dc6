import { expect, test } from '@jest/globals';
import { planParts, sendParts } from './parts';
import type { Part, SendPartsOptions } from './parts';

const MB = 1_000_000;

test('a file is cut into whole parts and a rest', () => {
  expect(planParts(20 * MB + 1, 8 * MB)).toEqual([
    { partNumber: 1, start: 0, end: 8 * MB },
    { partNumber: 2, start: 8 * MB, end: 16 * MB },
    { partNumber: 3, start: 16 * MB, end: 20 * MB + 1 },
  ]);
  expect(planParts(8 * MB, 8 * MB)).toHaveLength(1);
});

const options = (more: Partial<SendPartsOptions>): SendPartsOptions => ({
  width: 3,
  send: async () => 'etag',
  waitMs: () => 0,
  mayRetry: () => true,
  onSent: () => undefined,
  onTrouble: () => undefined,
  signal: new AbortController().signal,
  ...more,
});

test('three parts are on their way at once, never more, and each is sent once', async () => {
  let [now, most] = [0, 0];
  const sent: number[] = [];
  const send = async ({ partNumber }: Part): Promise<string> => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now--;
    return `e${partNumber}`;
  };
  await sendParts(planParts(10, 1), options({ send, onSent: ({ partNumber }) => sent.push(partNumber) }));
  expect(most).toBe(3);
  expect(sent.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a part that fails is sent again alone, with growing waits', async () => {
  const tries = new Map<number, number>();
  const waits: number[] = [];
  const send = async ({ partNumber }: Part): Promise<string> => {
    tries.set(partNumber, (tries.get(partNumber) ?? 0) + 1);
    if (partNumber === 2 && (tries.get(2) ?? 0) < 4) throw new Error('lost');
    return 'e';
  };
  await sendParts(planParts(4, 1), options({ send, waitMs: (attempt) => (waits.push(attempt), 0) }));
  expect([...tries]).toEqual([
    [1, 1],
    [2, 4],
    [3, 1],
    [4, 1],
  ]);
  expect(waits).toEqual([0, 1, 2]);
});

test('what no retry can mend ends all, and is thrown', async () => {
  const stopped: unknown[] = [];
  const send = ({ partNumber }: Part, signal: AbortSignal): Promise<string> =>
    partNumber === 1
      ? Promise.reject(new Error('refused'))
      : new Promise((_, reject) =>
          signal.addEventListener('abort', () => (stopped.push(partNumber), reject(signal.reason as Error))),
        );
  await expect(sendParts(planParts(9, 1), options({ send, mayRetry: () => false }))).rejects.toThrow('refused');
  expect(stopped).toEqual([2, 3]);
});

test('a pause ends the parts under way; what was sent before is told and is not sent again', async () => {
  const pause = new AbortController();
  const sent = new Set<number>();
  const parts = planParts(6, 1);
  const send = async ({ partNumber }: Part, signal: AbortSignal): Promise<string> => {
    if (partNumber > 3) await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    return 'e';
  };
  const onSent = ({ partNumber }: Part): void => {
    sent.add(partNumber);
    if (sent.size === 3) setTimeout(() => pause.abort(new Error('paused')), 1);
  };
  await expect(sendParts(parts, options({ send, onSent, signal: pause.signal }))).rejects.toThrow('paused');
  expect([...sent]).toEqual([1, 2, 3]);
  const later: number[] = [];
  await sendParts(
    parts.filter(({ partNumber }) => !sent.has(partNumber)),
    options({ onSent: ({ partNumber }) => later.push(partNumber) }),
  );
  expect(later).toEqual([4, 5, 6]);
});

test('a wait for the next attempt ends with the pause', async () => {
  const pause = new AbortController();
  const sending = sendParts(
    planParts(1, 1),
    options({ send: () => Promise.reject(new Error('lost')), waitMs: () => 60_000, signal: pause.signal }),
  );
  setTimeout(() => pause.abort(new Error('paused')), 5);
  await expect(sending).rejects.toThrow('paused');
});
