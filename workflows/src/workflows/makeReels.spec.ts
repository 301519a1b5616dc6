import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { ApplicationFailure, Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { CancelledFailure, TerminatedFailure } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { ADD_HIGHLIGHT_UPDATE, APPROVE_UPDATE, PROJECT_WORKFLOW, QUEUES, REEL_WORKFLOW, SEARCH_ATTRIBUTES, projectWorkflowId, reelWorkflowId } from '@reels/contracts';
import type { Queue } from '@reels/contracts';
import { fileURLToPath } from 'node:url';

/** What the workflow does with its activities: in which order, and what becomes of their failures. The activities are stand-ins. */

const bundle = fileURLToPath(new URL('../../dist/workflow-bundle.js', import.meta.url));
const input = { workspaceId: 'w', projectId: 'p' };

jest.setTimeout(30_000);

type Stub = (input: never) => Promise<unknown>;
let environment: TestWorkflowEnvironment;
let calls: string[];
let stubs: Record<Queue, Record<string, Stub>>;

const KEYWORD = 2;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const path = process.env['TEMPORAL_TEST_SERVER_PATH'] ?? 'temporal-test-server';
  environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.values(SEARCH_ATTRIBUTES).map((name) => [name, KEYWORD])),
  });
}, 60_000);
afterAll(() => environment?.teardown());

const note = (name: string, answer: unknown = undefined): Stub => async (given: { reelId?: string; chunk?: number }) => {
  calls.push([name, given.reelId ?? given.chunk].filter((part) => part !== undefined).join(' '));
  return answer;
};

beforeEach(() => {
  calls = [];
  const all = (names: string[], answers: Record<string, unknown> = {}) => Object.fromEntries(names.map((name) => [name, note(name, answers[name])]));
  stubs = {
    pipeline: all(['awaitReview', 'decideHighlights', 'createReels', 'finishProject', 'cancelProject', 'failProject', 'failReel', 'cancelReel'], {
      createReels: { reelIds: ['r1', 'r2'] },
    }),
    ingest: all(['ingestEpisode'], { ingestEpisode: { hasTranscript: false, transcriptOnly: false, review: false } }),
    transcribe: all(['planSpeech', 'transcribeChunk', 'identifySpeakers', 'assembleTranscript', 'importTranscript'], {
      planSpeech: { chunks: 2, language: 'en' },
    }),
    ai: all(['selectHighlights'], { selectHighlights: { highlightIds: ['h1', 'h2'], decided: false } }),
    render: all(['renderReel', 'checkReel']),
  };
});

let number = 0;
let handle: WorkflowHandle;
afterEach(async () => {
  await handle?.terminate().catch(() => undefined);
});

async function withWorkers<T>(act: () => Promise<T>): Promise<T> {
  const workers = await Promise.all(
    QUEUES.map((taskQueue) =>
      Worker.create({
        connection: environment.nativeConnection,
        taskQueue,
        activities: stubs[taskQueue],
        ...(taskQueue === 'pipeline' && { workflowBundle: { codePath: bundle } }),
      }),
    ),
  );
  const running = workers.map((worker) => worker.run());
  try {
    return await act();
  } finally {
    workers.forEach((worker) => worker.shutdown());
    await Promise.all(running);
  }
}

async function start(): Promise<WorkflowHandle> {
  handle = await environment.client.workflow.start(PROJECT_WORKFLOW, {
    taskQueue: 'pipeline',
    workflowId: projectWorkflowId(`p${number++}`),
    args: [input],
  });
  return handle;
}

async function seen(call: string): Promise<void> {
  while (!calls.includes(call)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('an episode goes through every stage in order, its chunks and reels each once', async () => {
  await withWorkers(async () => (await start()).result());
  expect(calls.filter((call) => !/^(transcribeChunk|renderReel|checkReel)/.test(call))).toEqual([
    'ingestEpisode',
    'planSpeech',
    'identifySpeakers',
    'assembleTranscript',
    'selectHighlights',
    'decideHighlights',
    'createReels',
    'finishProject',
  ]);
  expect(calls.filter((call) => call.startsWith('transcribeChunk')).sort()).toEqual(['transcribeChunk 0', 'transcribeChunk 1']);
  for (const reel of ['r1', 'r2']) expect(calls.indexOf(`renderReel ${reel}`)).toBeLessThan(calls.indexOf(`checkReel ${reel}`));
});

test('a transcript that was brought takes the place of recognition', async () => {
  stubs.ingest['ingestEpisode'] = note('ingestEpisode', { hasTranscript: true, transcriptOnly: true, review: false });
  await withWorkers(async () => (await start()).result());
  expect(calls).toEqual(['ingestEpisode', 'importTranscript', 'finishProject']);
});

test('with review, nothing is rendered before the approval, and wrong approvals are refused before they enter the history', async () => {
  stubs.ingest['ingestEpisode'] = note('ingestEpisode', { hasTranscript: true, transcriptOnly: false, review: true });
  await withWorkers(async () => {
    const workflow = await start();
    await seen('awaitReview');
    const approve = (highlightIds: string[]) => workflow.executeUpdate(APPROVE_UPDATE, { args: [{ highlightIds }] });
    await expect(approve([])).rejects.toMatchObject({ cause: { type: 'InvalidInput' } });
    await expect(approve(['of another project'])).rejects.toMatchObject({ cause: { type: 'InvalidInput' } });
    expect(calls).not.toContain('createReels');
    await approve(['h2']);
    await workflow.result();
    await expect(workflow.fetchHistory()).resolves.toMatchObject({
      events: expect.not.arrayContaining([expect.objectContaining({ workflowExecutionUpdateRejectedEventAttributes: expect.anything() })]),
    });
  });
  expect(calls).toContain('renderReel r1');
});

test('a project whose highlights were approved before a retry is not asked again', async () => {
  stubs.ingest['ingestEpisode'] = note('ingestEpisode', { hasTranscript: true, transcriptOnly: false, review: true });
  stubs.ai['selectHighlights'] = note('selectHighlights', { highlightIds: ['h1'], decided: true });
  await withWorkers(async () => (await start()).result());
  expect(calls).not.toContain('awaitReview');
  expect(calls).not.toContain('decideHighlights');
});

test('an expected failure ends the project with its code, and is not tried again', async () => {
  let failure: unknown;
  stubs.ingest['ingestEpisode'] = async () => {
    calls.push('ingestEpisode');
    throw ApplicationFailure.create({ type: 'NO_AUDIO', message: 'The file has no sound.', nonRetryable: true });
  };
  stubs.pipeline['failProject'] = async (given: unknown) => void (failure = given);
  await withWorkers(async () => {
    await expect((await start()).result()).rejects.toMatchObject({ cause: { type: 'NO_AUDIO' } });
  });
  expect(calls).toEqual(['ingestEpisode']);
  expect(failure).toEqual({ ...input, stage: 'ingest', failure: { code: 'NO_AUDIO', detail: 'The file has no sound.' } });
});

test('a passing failure is tried again; a bug is recorded as one after the last attempt', async () => {
  let attempts = 0;
  stubs.ai['selectHighlights'] = async () => {
    if (++attempts < 3) throw ApplicationFailure.create({ type: 'STORAGE_DOWN', message: 'down' });
    return { highlightIds: ['h1'], decided: true };
  };
  await withWorkers(async () => (await start()).result());
  expect(attempts).toBe(3);
});

test('a reel that fails does not take the others with it', async () => {
  let failed: unknown;
  stubs.render['renderReel'] = async ({ reelId }: { reelId: string }) => {
    if (reelId === 'r1') throw ApplicationFailure.create({ type: 'DISK_FULL', message: 'The disk is full.', nonRetryable: true });
    calls.push(`renderReel ${reelId}`);
  };
  stubs.pipeline['failReel'] = async (given: unknown) => void (failed = given);
  await withWorkers(async () => (await start()).result());
  expect(failed).toEqual({ ...input, reelId: 'r1', failure: { code: 'DISK_FULL', detail: 'The disk is full.' } });
  expect(calls).toEqual(expect.arrayContaining(['renderReel r2', 'checkReel r2', 'finishProject']));
  expect(calls).not.toContain('checkReel r1');
});

test('a cancelled project ends its activities and is recorded as cancelled', async () => {
  let ended = false;
  stubs.transcribe['planSpeech'] = async () => {
    calls.push('planSpeech');
    const context = Context.current();
    const beat = setInterval(() => context.heartbeat(), 50);
    try {
      await context.cancelled;
    } catch (error) {
      ended = error instanceof CancelledFailure;
      throw error;
    } finally {
      clearInterval(beat);
    }
  };
  await withWorkers(async () => {
    const workflow = await start();
    await seen('planSpeech');
    await workflow.cancel();
    await expect(workflow.result()).rejects.toMatchObject({ cause: expect.any(CancelledFailure) });
  });
  expect(ended).toBe(true);
  expect(calls.at(-1)).toBe('cancelProject');
});

/** Runs until it is cancelled, as an encoder does; tells of its end in `calls`. */
function untilCancelled(name: string): Stub {
  return async ({ reelId, revision }: { reelId: string; revision?: number }) => {
    const call = [name, reelId, revision].filter((part) => part !== undefined).join(' ');
    calls.push(call);
    const context = Context.current();
    const beat = setInterval(() => context.heartbeat(), 50);
    try {
      await context.cancelled;
    } catch (error) {
      calls.push(`${call} ended`);
      throw error;
    } finally {
      clearInterval(beat);
    }
  };
}

const startReel = (reelId: string, revision: number) =>
  environment.client.workflow.start(REEL_WORKFLOW, {
    taskQueue: 'pipeline',
    workflowId: reelWorkflowId(reelId),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    args: [{ ...input, reelId, revision }],
  });

test('a newer revision takes the place of the one under way: its render ends, and is not recorded as failed or cancelled', async () => {
  const renderForever = untilCancelled('renderReel');
  stubs.render['renderReel'] = async (given: never) => {
    const { revision } = given as { revision: number };
    if (revision === 2) return renderForever(given);
    calls.push(`renderReel ${revision}`);
    return { stepKey: 'abc', reencodedMs: 800 };
  };
  let checked: unknown;
  stubs.render['checkReel'] = async (given: unknown) => void (checked = given);
  await withWorkers(async () => {
    const older = await startReel('alone', 2);
    await seen('renderReel alone 2');
    await (await startReel('alone', 3)).result();
    await seen('renderReel alone 2 ended');
    await expect(older.result()).rejects.toMatchObject({ cause: expect.any(TerminatedFailure) });
  });
  expect(checked).toEqual({ ...input, reelId: 'alone', revision: 3, stepKey: 'abc', reencodedMs: 800 });
  expect(calls).not.toContain('failReel alone');
  expect(calls).not.toContain('cancelReel alone');
});

test('a reel that is cancelled alone is recorded so, and its project goes on', async () => {
  stubs.pipeline['createReels'] = note('createReels', { reelIds: ['dropped', 'kept'] });
  const renderForever = untilCancelled('renderReel');
  stubs.render['renderReel'] = async (given: never) => ((given as { reelId: string }).reelId === 'dropped' ? renderForever(given) : undefined);
  await withWorkers(async () => {
    const project = await start();
    await seen('renderReel dropped');
    await environment.client.workflow.getHandle(reelWorkflowId('dropped')).cancel();
    await project.result();
  });
  expect(calls).toEqual(expect.arrayContaining(['cancelReel dropped', 'checkReel kept', 'finishProject']));
});

test('what the user chose during the review can be approved; when nothing is waited for, it is refused', async () => {
  stubs.ingest['ingestEpisode'] = note('ingestEpisode', { hasTranscript: true, transcriptOnly: false, review: true });
  let decided: unknown;
  stubs.pipeline['decideHighlights'] = async (given: unknown) => void (decided = given);
  await withWorkers(async () => {
    const workflow = await start();
    await seen('awaitReview');
    const update = (name: string, given: object) => workflow.executeUpdate(name, { args: [given] });
    await expect(update(APPROVE_UPDATE, { highlightIds: ['own'] })).rejects.toMatchObject({ cause: { type: 'InvalidInput' } });
    await update(ADD_HIGHLIGHT_UPDATE, { highlightId: 'own' });
    await update(APPROVE_UPDATE, { highlightIds: ['h1', 'own'] });
    await expect(update(ADD_HIGHLIGHT_UPDATE, { highlightId: 'late' })).rejects.toBeDefined();
    await workflow.result();
  });
  expect(decided).toEqual({ ...input, highlightIds: ['h1', 'own'] });
});
