import { expect, test } from '@jest/globals';
import type { Deps } from '../activities/deps.js';
import { assertOneQueueEach, createRegistry } from './registry.js';

const registry = () => createRegistry({} as Deps, null);

test('every activity is on exactly one queue', () => {
  expect(() => assertOneQueueEach(registry())).not.toThrow();
});

test('an activity on two queues is named, with both', () => {
  const wrong = registry();
  const doubled = { ...wrong, ai: { ...wrong.ai, renderReel: async () => undefined } };
  expect(() => assertOneQueueEach(doubled)).toThrow('renderReel is on ai and render');
});

test('a queue that would do nothing is refused', () => {
  expect(() => assertOneQueueEach({ ...registry(), ingest: {} })).toThrow('"ingest"');
});
