import { beforeAll, expect, jest, test } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Histories of real runs are replayed with today's code: a change that would make a running project stumble fails here and
 * belongs under a patch. Recorded by scripts/record-history.mjs.
 */

const folder = new URL('../../histories/', import.meta.url);
const codePath = fileURLToPath(new URL('../../dist/workflow-bundle.js', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

jest.setTimeout(60_000);
beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
});

test('there are histories of a project that was made, reviewed, retried, cancelled and failed, and of a reel', () => {
  expect(names.sort()).toEqual(['cancelled.json', 'failed.json', 'made.json', 'reel.json', 'retried.json', 'reviewed.json']);
});

test.each(names)('%s replays', async (name) => {
  const history = historyFromJSON(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  await expect(Worker.runReplayHistory({ workflowBundle: { codePath }, replayName: name }, history)).resolves.toBeUndefined();
});
