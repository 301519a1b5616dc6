import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '@reels/platform';
import { ensureParts } from '../parts/ensureParts.js';
import type { Parts, StackPart } from '../parts/part.js';
import { STACK_PARTS } from '../parts/part.js';
import { SetupError } from '../setupError.js';
import { isLock, takeLock } from '../system/lock.js';
import { diskFull, makePassableFolder, makePrivateFolder, placesOf } from '../system/places.js';
import type { Places } from '../system/places.js';
import { openCredentials, secret } from './credentials.js';
import { LogFile } from './logFile.js';
import { minioService } from './minioService.js';
import { apiService, workerService } from './nodeServices.js';
import { choosePorts, freePort, HOST } from './ports.js';
import { databaseUrl, postgresService, recordsVersion } from './postgresService.js';
import { ProcessList, stackMarker } from './processList.js';
import { builtConsole, migrateRecords, requireBuild, workerBuildId } from './programs.js';
import { SERVICES } from './service.js';
import type { Addresses, RunningStack, ServiceName, Stack, StackEvent, StackOptions } from './service.js';
import { lockFile, removeStackFile, writeStackFile } from './stackFile.js';
import { SupervisedService } from './supervised.js';
import type { ServiceSpec } from './supervised.js';
import { setCurrentBuild, temporalService } from './temporalService.js';

/**
 * Fetches what is missing and brings the stack up: the stores and the engine, then the API and the worker; resolves when all of
 * them answer. Throws a SetupError for what the user can mend; whatever had been started is then stopped again.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { env, home, services = SERVICES, signal, onEvent = () => {} } = options;
  requireBuild(services);
  const places = placesOf({ env, home });
  for (const folder of [places.home, places.data]) makePassableFolder(folder);
  for (const folder of [places.logs, places.run, places.work]) makePrivateFolder(folder);
  requireSpace(places.home);
  const lock = takeLock(lockFile(places.run));
  if (!isLock(lock)) throw new SetupError(`A stack is already up, or just starting, on ${places.home} (process ${lock.pid}).`, `Use that one, or stop it (Ctrl-C where it runs, or kill ${lock.pid}).`);

  const running: SupervisedService[] = [];
  try {
    // Left by a start that was killed.
    removeStackFile(places.run);
    const parts = await ensureParts(STACK_PARTS, { env, paths: options.paths, postgresMajor: recordsVersion(join(places.data, 'postgres')), onEvent, signal });
    const processes = new ProcessList(places.run, stackMarker(places.home));
    await processes.endLeftovers(onEvent);
    const plan = await planServices(options, places, parts, onEvent);

    let giveUp: (error: SetupError) => void = () => {};
    const around = (name: ServiceName) => ({ log: new LogFile(join(places.logs, `${name}.log`)), processes, marker: stackMarker(places.home), onEvent, onGivenUp: (error: SetupError) => giveUp(error) });
    const start = async (name: ServiceName): Promise<void> => {
      if (!services.includes(name)) return;
      const service = new SupervisedService(plan.specs[name], around(name));
      running.push(service);
      await service.start(signal);
    };
    await allOf([start('postgres').then(() => (services.includes('postgres') ? plan.migrate() : undefined)), start('minio'), start('temporal')]);
    await allOf([start('api'), start('worker')]);
    signal?.throwIfAborted();

    const facts: RunningStack = { home: places.home, pid: process.pid, startedAt: new Date().toISOString(), addresses: plan.addresses, apiKey: plan.apiKey, env: plan.settings };
    writeStackFile(places.run, facts);
    const end = new Ending(running, () => {
      removeStackFile(places.run);
      lock.release();
    });
    giveUp = (error) => void end.because(error);
    return { ...facts, pids: () => Object.fromEntries(running.flatMap((service) => (service.pid === undefined ? [] : [[service.name, service.pid]]))), stop: (how) => end.stop(how), stopped: end.stopped };
  } catch (error) {
    await stopInOrder(running, { fast: true });
    lock.release();
    throw error;
  }
}

/** Below this the stores would fail at their first write. */
const LEAST_FREE_BYTES = 200e6;

function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < LEAST_FREE_BYTES) throw diskFull(folder);
}

/** All of them to their end, also when one fails: nothing may be started behind the back of what stops it all. */
async function allOf(starts: Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(starts);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

interface Plan {
  specs: Record<ServiceName, ServiceSpec>;
  addresses: Addresses;
  apiKey: string;
  /** Of API and worker. */
  settings: Record<string, string>;
  migrate(): Promise<void>;
}

async function planServices(options: StackOptions, { home, data, work, run }: Places, parts: Parts<StackPart>, onEvent: (event: StackEvent) => void): Promise<Plan> {
  const { env } = options;
  const credentials = openCredentials(join(data, 'credentials.json'));
  const apiKey = env.API_KEY ?? credentials.apiKey;
  const consoleFolder = env.CONSOLE_DIR ?? builtConsole();
  const ports = await choosePorts(options.ports, env.API_PORT, onEvent);
  const records = join(data, 'postgres');
  const addresses: Addresses = {
    api: `http://${HOST}:${ports.api}`,
    temporal: `${HOST}:${ports.temporal}`,
    temporalUi: `http://${HOST}:${ports.temporalUi}`,
    minio: `http://${HOST}:${ports.minio}`,
    database: databaseUrl(ports.postgres, credentials.databasePassword),
  };
  const settings = {
    ...options.settings,
    REELS_HOME: home,
    DATABASE_URL: addresses.database,
    TEMPORAL_ADDRESS: addresses.temporal,
    TEMPORAL_NAMESPACE: 'default',
    S3_ENDPOINT: addresses.minio,
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY: credentials.s3AccessKey,
    S3_SECRET_KEY: credentials.s3SecretKey,
    S3_BUCKET: 'reels',
    API_PORT: String(ports.api),
    API_KEY: apiKey,
    // Another one each time: a link that was seen once opens nothing later.
    OWNER_TOKEN: env.OWNER_TOKEN ?? secret(),
    ...(consoleFolder && { CONSOLE_DIR: consoleFolder }),
    WORKER_BUILD_ID: workerBuildId(),
    WORK_DIR: work,
    POSTGRES_BIN_DIR: parts.postgres.path,
    TEMPORAL_PATH: parts.temporal.path,
    MINIO_PATH: parts.minio.path,
    FFMPEG_PATH: parts.ffmpeg.path,
    FFPROBE_PATH: parts.ffprobe.path,
    WHISPER_CLI_PATH: parts['whisper-cli'].path,
    WHISPER_MODEL_PATH: parts['speech-model'].path,
    VAD_MODEL_PATH: parts['vad-model'].path,
    ...(parts['speaker-model'] && { SPEAKER_MODEL_PATH: parts['speaker-model'].path }),
  };
  // Node 22 and newer then keep what they compiled, which shortens the next start.
  const childEnv = { ...env, ...settings, NODE_COMPILE_CACHE: join(run, 'compiled') };
  const drainSeconds = options.drainSeconds ?? readSettings('cli', env).DRAIN_SECONDS;
  const [httpPort, metricsPort, consolePort] = [await freePort(), await freePort(), await freePort()];
  return {
    specs: {
      postgres: postgresService({ programs: parts.postgres.path, folder: records, port: ports.postgres, password: credentials.databasePassword, env: childEnv, onEvent }),
      minio: minioService({ program: parts.minio.path, folder: join(data, 'objects'), port: ports.minio, consolePort, credentials, env: childEnv }),
      temporal: temporalService({ program: parts.temporal.path, folder: join(data, 'temporal'), port: ports.temporal, uiPort: ports.temporalUi, httpPort, metricsPort, env: childEnv }),
      api: apiService(addresses.api, childEnv),
      worker: workerService({
        // The recognizer's threads would otherwise spin while they wait, and slow down all else that runs (up to ten times, measured).
        env: { ...childEnv, DRAIN_SECONDS: String(drainSeconds), OMP_WAIT_POLICY: 'passive' },
        isReady: () => setCurrentBuild(parts.temporal.path, ports.temporal, childEnv, settings.WORKER_BUILD_ID),
        drainSeconds,
      }),
    },
    addresses,
    apiKey,
    settings,
    migrate: () => migrateRecords(records, childEnv),
  };
}

/** The worker first, the stores last; those that have started. */
async function stopInOrder(services: readonly SupervisedService[], how?: { fast?: boolean }): Promise<void> {
  for (const name of SERVICES.toReversed()) await Promise.all(services.filter((service) => service.name === name).map((service) => service.stop(how)));
}

/** The end of a stack: asked for, or because a part could not be kept up. */
class Ending {
  readonly stopped: Promise<void>;
  private settle!: { resolve: () => void; reject: (error: Error) => void };
  private ending: Promise<void> | null = null;
  private cause: Error | null = null;

  constructor(
    private readonly services: readonly SupervisedService[],
    private readonly release: () => void,
  ) {
    this.stopped = new Promise((resolve, reject) => (this.settle = { resolve, reject }));
    // Whoever does not look at it has been told by the `died` events.
    this.stopped.catch(() => {});
  }

  stop({ fast = false }: { fast?: boolean } = {}): Promise<void> {
    const hurry = fast || this.ending !== null;
    this.ending ??= this.end(hurry);
    // Asked again: what is waited for, and what comes after it, is ended at once.
    if (hurry) for (const service of this.services) service.hurry();
    return this.ending;
  }

  because(error: Error): Promise<void> {
    this.cause ??= error;
    return this.stop();
  }

  private async end(fast: boolean): Promise<void> {
    await stopInOrder(this.services, { fast });
    this.release();
    if (this.cause) this.settle.reject(this.cause);
    else this.settle.resolve();
  }
}
