import { expect, test } from '@jest/globals';
import { ApplicationFailure, Context } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { UserError } from '@reels/contracts';
import { createLogger } from '@reels/platform';
import { aroundActivity } from './activityInterceptor.js';

Runtime.install({ logger: new DefaultLogger('ERROR') });
const lines: string[] = [];
const logger = createLogger({ service: 'test', destination: { write: (line: string) => void lines.push(line) } });

function run(activity: () => Promise<unknown>, environment = new MockActivityEnvironment()) {
  const input = { args: [{ projectId: 'p1', reelId: 'r1' }], headers: {} };
  return environment.run(() => aroundActivity(logger).execute?.(input, activity) ?? Promise.resolve());
}

test('an expected failure keeps its code, and is not tried again when trying again would not help', async () => {
  const failing = (code: 'NO_AUDIO' | 'STORAGE_DOWN') => run(async () => Promise.reject(new UserError(code, 'Details.')));
  await expect(failing('NO_AUDIO')).rejects.toMatchObject({ type: 'NO_AUDIO', nonRetryable: true, message: 'The file has no sound. Details.' });
  await expect(failing('STORAGE_DOWN')).rejects.toMatchObject({ type: 'STORAGE_DOWN', nonRetryable: false });
});

test('a bug passes through as it is', async () => {
  await expect(run(async () => Promise.reject(new TypeError('x is not a function')))).rejects.toBeInstanceOf(TypeError);
});

test('a user who cancels and a worker that stops are told apart', async () => {
  const endless = () => Context.current().cancelled;
  const cancelled = new MockActivityEnvironment();
  const first = run(endless, cancelled);
  cancelled.cancel('CANCELLED', { cancelRequested: true } as never);
  await expect(first).rejects.toBeInstanceOf(CancelledFailure);

  const stopped = new MockActivityEnvironment();
  const second = run(endless, stopped);
  stopped.cancel('WORKER_SHUTDOWN', { workerShutdown: true } as never);
  const failure = await second.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: 'WorkerStopped', nonRetryable: false });
});

test('a log line carries the ids of what it is about', () => {
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ projectId: 'p1', reelId: 'r1', activityId: expect.any(String), workflowId: expect.any(String) });
});
