import { SEARCH_ATTRIBUTES, WORKER_DEPLOYMENT } from '@reels/contracts';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Environment } from '../system/environment.js';
import { run } from '../system/run.js';
import { HOST } from './ports.js';
import type { ServiceSpec } from './supervised.js';

/** How long the engine keeps the history of a finished workflow: long enough to look into last month's failure. */
const RETENTION = '720h';

interface TemporalOptions {
  program: string;
  /** Folder of the engine's database. */
  folder: string;
  port: number;
  uiPort: number;
  httpPort: number;
  metricsPort: number;
  env: Environment;
}

export function temporalService({ program, folder, port, uiPort, httpPort, metricsPort, env }: TemporalOptions): ServiceSpec {
  const cli = temporalCli(program, port, env);
  const listening = { '--ip': HOST, '--port': port, '--ui-ip': HOST, '--ui-port': uiPort, '--http-port': httpPort, '--metrics-port': metricsPort };
  return {
    name: 'temporal',
    title: 'Temporal, the engine',
    prepare() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return Promise.resolve();
    },
    program,
    args: [
      ...['server', 'start-dev', '--db-filename', join(folder, 'temporal.db'), '--ui-disable-news-fetch', '--log-level', 'warn', '--log-format', 'json'],
      ...Object.entries(listening).flatMap(([option, value]) => [option, String(value)]),
    ],
    env,
    isReady: async () => (await accepts(port)) && (await cli(searchAttributes())) && (await cli(['operator', 'namespace', 'update', '--namespace', 'default', '--retention', RETENTION])),
    readyMs: 60_000,
    stopSignal: 'SIGTERM',
    stopMs: 10_000,
  };
}

/** The start flag for search attributes is silently ignored on a database that exists, so they are made after each start. */
const searchAttributes = (): string[] => ['operator', 'search-attribute', 'create', ...Object.values(SEARCH_ATTRIBUTES).flatMap((name) => ['--name', name, '--type', 'Keyword'])];

/**
 * Sends the workflows to the workers of a build. Fails until such a worker polls the queues, and so tells, too, whether it is up.
 */
export const setCurrentBuild = (program: string, port: number, env: Environment, buildId: string): Promise<boolean> =>
  temporalCli(program, port, env)(['worker', 'deployment', 'set-current-version', '--deployment-name', WORKER_DEPLOYMENT, '--build-id', buildId, '--ignore-missing-task-queues', '--yes']);

/** Runs the engine's own command against this server alone, whatever the user's configuration names. True when it succeeded. */
function temporalCli(program: string, port: number, env: Environment): (args: string[]) => Promise<boolean> {
  return async (args) => (await run(program, [...args, '--address', `${HOST}:${port}`, '--disable-config-file', '--disable-config-env'], { env, timeoutMs: 10_000 })).code === 0;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: HOST }, () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
