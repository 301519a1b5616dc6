import { expect, test } from '@jest/globals';
import { createLogger } from '@reels/platform';
import { batched } from './batched.js';
import type { RequestContext } from './context.js';

const context = (workspaceId: string): RequestContext => ({
  requestId: 'r',
  workspaceId,
  logger: createLogger({ service: 'test', level: 'silent' }),
});

test('loads of one turn become one, each key once', async () => {
  const loads: string[][] = [];
  const read = batched(async (_, keys: string[]) => {
    loads.push(keys);
    return new Map(keys.map((key) => [key, key.toUpperCase()]));
  });
  const one = context('one');
  const answers = await Promise.all([read(one, 'a'), read(one, 'b'), Promise.resolve().then(() => read(one, 'a'))]);
  expect(answers).toEqual(['A', 'B', 'A']);
  expect(loads).toEqual([['a', 'b']]);
});

test('requests are not mixed, and nothing is remembered', async () => {
  const loads: string[] = [];
  const read = batched(async ({ workspaceId }, keys: string[]) => {
    loads.push(`${workspaceId}:${keys.join()}`);
    return new Map<string, number>();
  });
  const [one, two] = [context('one'), context('two')];
  expect(await Promise.all([read(one, 'a'), read(two, 'a')])).toEqual([undefined, undefined]);
  await read(one, 'a');
  expect(loads).toEqual(['one:a', 'two:a', 'one:a']);
});

test('a load that fails fails all who wait for it', async () => {
  const read = batched<string, string>(() => Promise.reject(new Error('down')));
  const one = context('one');
  const settled = await Promise.allSettled([read(one, 'a'), read(one, 'b')]);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
