import type { Environment } from '../system/environment.js';
import { answersOk } from './answers.js';
import { API_PROGRAM, WORKER_PROGRAM } from './programs.js';
import type { ServiceSpec } from './supervised.js';

export const apiService = (address: string, env: Environment): ServiceSpec => ({
  name: 'api',
  title: 'the API',
  program: process.execPath,
  args: [API_PROGRAM],
  env,
  isReady: () => answersOk(`${address}/health/ready`),
  readyMs: 60_000,
  stopSignal: 'SIGTERM',
  stopMs: 15_000,
});

interface WorkerOptions {
  env: Environment;
  /** Whether the engine sends work to it. */
  isReady(): Promise<boolean>;
  drainSeconds: number;
}

/** After it was told to drain, the worker ends its child processes by itself; that is given this long. */
const AFTER_DRAIN_MS = 20_000;

export const workerService = ({ env, isReady, drainSeconds }: WorkerOptions): ServiceSpec => ({
  name: 'worker',
  title: 'the worker',
  program: process.execPath,
  args: [WORKER_PROGRAM],
  env,
  isReady,
  readyMs: 90_000,
  // Each question starts a program.
  pollMs: 300,
  stopSignal: 'SIGTERM',
  stopMs: drainSeconds * 1000 + AFTER_DRAIN_MS,
});
