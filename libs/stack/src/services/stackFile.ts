import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Environment } from '../system/environment.js';
import { holderOf } from '../system/lock.js';
import { placesOf } from '../system/places.js';
import { answersOk } from './answers.js';
import type { RunningStack } from './service.js';

export const lockFile = (run: string): string => join(run, 'lock');
const stackFile = (run: string): string => join(run, 'stack.json');

const StackFile = z.object({
  home: z.string(),
  pid: z.number(),
  startedAt: z.string(),
  addresses: z.object({ api: z.string(), temporal: z.string(), temporalUi: z.string(), minio: z.string(), database: z.string() }),
  apiKey: z.string(),
  env: z.record(z.string(), z.string()),
}) satisfies z.ZodType<RunningStack>;

/** Tells other processes where the stack is; it holds secrets, so its owner alone may read it. */
export function writeStackFile(run: string, stack: RunningStack): void {
  writeFileSync(`${stackFile(run)}.new`, JSON.stringify(stack, null, 2), { mode: 0o600 });
  renameSync(`${stackFile(run)}.new`, stackFile(run));
}

export const removeStackFile = (run: string): void => rmSync(stackFile(run), { force: true });

function readStackFile(run: string): RunningStack | null {
  try {
    return StackFile.parse(JSON.parse(readFileSync(stackFile(run), 'utf8')));
  } catch {
    return null;
  }
}

/** How long a stack whose process lives may take to come up, or its API to come back. */
const PATIENCE_MS = 120_000;

/**
 * The stack that runs on this data root, or null. It counts only while the process that watches it lives. Where that has only
 * begun to start it, or a part of it is just being started again, this waits until the API answers.
 */
export async function findRunningStack({ env, home, patienceMs = PATIENCE_MS }: { env: Environment; home?: string; patienceMs?: number }): Promise<RunningStack | null> {
  const { run } = placesOf({ env, home });
  for (const until = Date.now() + patienceMs; holderOf(lockFile(run)); await sleep(250)) {
    const stack = readStackFile(run);
    if (stack && (await answersOk(`${stack.addresses.api}/health/live`))) return stack;
    if (Date.now() > until) break;
  }
  return null;
}
