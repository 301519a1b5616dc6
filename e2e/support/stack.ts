import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** The stack that `npm test` started for the tests, and what is needed to use and to hurt it. */
export interface TestStack {
  home: string;
  addresses: { api: string; temporal: string; database: string; minio: string };
  apiKey: string;
  env: Record<string, string>;
}

/** The port of this machine that the tests' stack may fetch from although its address is private; see scripts/test.mjs. */
export const ALLOWED_PORT = 47811;

export function testStack(): TestStack {
  const text = process.env['TEST_STACK'];
  if (!text) throw new Error('Run these tests with: npm test -- e2e');
  return JSON.parse(text) as TestStack;
}

/** Sends one GraphQL operation; throws on anything but data. */
export async function graphql<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { addresses, apiKey } = testStack();
  const response = await fetch(`${addresses.api}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string }[] };
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** The processes of the tests' stack whose command line contains all of these; others of the machine are not ours. */
export async function findProcesses(...texts: string[]): Promise<number[]> {
  const read = (pid: string, file: string): Promise<string> => readFile(path.join('/proc', pid, file), 'utf8').catch(() => '');
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const commandLine = await read(pid, 'cmdline');
    if (!texts.every((text) => commandLine.includes(text))) continue;
    if ((await read(pid, 'environ')).includes(testStack().addresses.database)) found.push(Number(pid));
  }
  return found;
}

/** Kills the worker of the tests' stack with -9; the stack starts another. */
export async function killWorker(): Promise<void> {
  const pid = await until('the worker', async () => (await findProcesses('workflows/dist/worker/main.js'))[0]);
  process.kill(pid, 'SIGKILL');
}

/** Asks until the answer is not undefined. Throws after `seconds`. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, seconds = 120): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
