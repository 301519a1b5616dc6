import { expect, test } from '@jest/globals';
import { QUEUES } from '@reels/contracts';
import { UsageError } from '../failure.js';
import { readQueues } from './worker.js';

test('queues of a list, each once; all without one', () => {
  expect(readQueues('render, transcribe,render')).toEqual(['transcribe', 'render']);
  expect(readQueues(undefined)).toEqual(QUEUES);
});

test('a queue that is not there is named', () => {
  expect(() => readQueues('rendering')).toThrow(
    new UsageError('--queues: there is no queue "rendering". There are pipeline, ingest, transcribe, ai, render.'),
  );
});
