import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SetupError } from '../setupError.js';
import { choosePorts } from './ports.js';
import type { StackEvent } from './service.js';

const other = createServer();
let taken: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  taken = (other.address() as AddressInfo).port;
});
afterAll(() => void other.close());

test('a port that the user fixed and that is taken is a clear sentence', async () => {
  const choosing = choosePorts(undefined, String(taken), () => {});
  await expect(choosing).rejects.toThrow(`Port ${taken}, which is asked for the API, is taken by another program.`);
  await expect(choosing).rejects.toBeInstanceOf(SetupError);
});

test('free ports differ from one another, and nothing is told of them', async () => {
  const events: StackEvent[] = [];
  const ports = await choosePorts('free', undefined, (event) => events.push(event));
  expect(new Set(Object.values(ports)).size).toBe(5);
  expect(events).toEqual([]);
});

test('API_PORT 0 is any free port', async () => {
  expect((await choosePorts('free', '0', () => {})).api).toBeGreaterThan(0);
});
