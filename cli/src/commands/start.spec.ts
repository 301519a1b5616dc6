import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunningStack } from '@reels/stack';
import { publicAddresses, renderAddresses } from './start.js';

let needsOwner = true;
const server = createServer((_, response) => void response.end(JSON.stringify({ data: { about: { needsOwner } } })));
let api: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const stack = (env: Record<string, string> = { OWNER_TOKEN: 'secret', CONSOLE_DIR: '/console' }): RunningStack => ({
  home: '/home/ada/.podcast-to-reels',
  pid: 1,
  startedAt: '',
  apiKey: 'key',
  env,
  addresses: {
    api,
    temporal: '',
    temporalUi: 'http://temporal',
    minio: 'http://minio',
    database: 'postgres://user:password@host',
  },
});
const shown = async (running: RunningStack) =>
  renderAddresses(running, await publicAddresses(running, new AbortController().signal));

test('while there is no account, the link to make one comes first; then the console’s address', async () => {
  expect(await shown(stack())).toMatch(new RegExp(`^Open this link .*\n\n  ${api}/welcome#secret\n`));
  needsOwner = false;
  const later = await shown(stack());
  expect(later).toContain(`  Console       ${api}\n`);
  expect(later).not.toMatch(/secret|password/);
});

test('where no console is built, no address of one is printed', async () => {
  needsOwner = true;
  expect((await publicAddresses(stack({ OWNER_TOKEN: 'secret' }), new AbortController().signal)).console).toBeNull();
  expect(await shown(stack({ OWNER_TOKEN: 'secret' }))).toMatch(/not built(?!.*secret)/s);
});
