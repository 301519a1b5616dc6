import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Refusal, Unreachable } from '../../../core/api/failures';
import { DraftQueue } from './draftQueue';
import type { SaveState } from './draftQueue';

/** The API's side: what is stored, and on top of which version. */
class Store {
  version = 1;
  draft = '';
  saves = 0;
  failure: Error | null = null;
  save = async (draft: string, version: number): Promise<number> => {
    this.saves += 1;
    await Promise.resolve();
    if (this.failure) throw this.failure;
    if (version !== this.version) throw new Refusal('STALE_REVISION', 'Changed elsewhere.', 'Load it again.', { currentRevision: this.version });
    this.draft = draft;
    return ++this.version;
  };
}

let store: Store;
let states: SaveState['kind'][];
let queue: DraftQueue<string>;
beforeEach(() => {
  jest.useFakeTimers();
  store = new Store();
  states = [];
  queue = new DraftQueue(1, store.save, ({ kind }) => states.push(kind));
});
afterEach(() => {
  queue.stop();
  jest.useRealTimers();
});

test('changes in quick succession are one save, of the newest', async () => {
  for (const draft of ['a', 'ab', 'abc']) queue.change(draft);
  await jest.advanceTimersByTimeAsync(600);
  expect(store).toMatchObject({ draft: 'abc', saves: 1, version: 2 });
  expect(states.at(-1)).toBe('saved');
});

test('a change during a save is saved on top of it', async () => {
  queue.change('a');
  const flushed = queue.flush();
  queue.change('b');
  await expect(flushed).resolves.toBe(true);
  expect(store).toMatchObject({ draft: 'b', saves: 2, version: 3 });
});

test('what could not be sent is sent again by itself', async () => {
  store.failure = new Unreachable();
  queue.change('a');
  await jest.advanceTimersByTimeAsync(600);
  expect(states.at(-1)).toBe('retrying');
  await expect(queue.flush()).resolves.toBe(false);
  store.failure = null;
  await jest.advanceTimersByTimeAsync(3_000);
  expect(store.draft).toBe('a');
  expect(states.at(-1)).toBe('saved');
});

test('a draft that was changed elsewhere is not overwritten before somebody decides so', async () => {
  store.draft = 'theirs';
  store.version = 7;
  queue.change('mine');
  await jest.advanceTimersByTimeAsync(600);
  expect(states.at(-1)).toBe('stale');
  queue.change('mine, longer');
  await jest.advanceTimersByTimeAsync(20_000);
  expect(store.draft).toBe('theirs');
  await expect(queue.keepMine()).resolves.toBe(true);
  expect(store.draft).toBe('mine, longer');
});

test('theirs is taken: what was not sent is dropped, and the next change is on top of theirs', async () => {
  store.version = 7;
  queue.change('mine');
  await jest.advanceTimersByTimeAsync(600);
  queue.take(7);
  queue.change('new');
  await jest.advanceTimersByTimeAsync(600);
  expect(store).toMatchObject({ draft: 'new', version: 8 });
});

test('what the API does not take is told and not repeated', async () => {
  store.failure = new Refusal('INVALID_INPUT', 'The title is too long.', 'Shorten it.');
  queue.change('a');
  await jest.advanceTimersByTimeAsync(60_000);
  expect([store.saves, states.at(-1)]).toEqual([1, 'refused']);
  store.failure = null;
  await expect(queue.flush()).resolves.toBe(true);
});
