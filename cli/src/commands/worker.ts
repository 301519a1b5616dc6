import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { QUEUES } from '@reels/contracts';
import type { Queue } from '@reels/contracts';
import { loadEnvFile, processEnvironment } from '@reels/platform';
import { findRunningStack } from '@reels/stack';
import type { Run } from '../arguments/command.js';
import { CommandError, EXIT, UsageError } from '../failure.js';

const WORKER = fileURLToPath(new URL('../../../workflows/dist/worker/main.js', import.meta.url));

/** Runs a worker of its own for some queues, until Ctrl-C; its log lines are the output. */
export const run: Run = async ({ args, terminal: { err }, signal, onHurry }) => {
  const queues = readQueues(args.text('queues'));
  loadEnvFile();
  const stack = await findRunningStack({ env: processEnvironment });
  if (!existsSync(WORKER)) throw new CommandError('FILE_UNREADABLE', 'The worker is not built.', 'Run "npm run build".');
  err.write(
    `A worker for ${queues.join(', ')}, ${stack ? `of the stack at ${stack.addresses.api}` : 'of the stack that the settings name'}. Ctrl-C drains it.\n`,
  );
  // In a process group of its own: a Ctrl-C reaches it once, from here.
  const child = spawn(process.execPath, [WORKER, '--queues', queues.join(',')], {
    env: { ...processEnvironment, ...stack?.env },
    stdio: 'inherit',
    detached: true,
  });
  onHurry(async () => void child.kill('SIGKILL'));
  const drain = () => void child.kill('SIGTERM');
  signal.addEventListener('abort', drain, { once: true });
  if (signal.aborted) drain();
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? EXIT.failed;
};

/** The queues of a list such as `render,transcribe`, each once; all of them when there is no list. */
export function readQueues(list: string | undefined): Queue[] {
  if (list === undefined) return [...QUEUES];
  const names = list.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !(QUEUES as readonly string[]).includes(name));
  if (wrong !== undefined) throw new UsageError(`--queues: there is no queue "${wrong}". There are ${QUEUES.join(', ')}.`);
  return QUEUES.filter((queue) => names.includes(queue));
}
