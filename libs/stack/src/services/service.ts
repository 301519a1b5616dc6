import type { Environment } from '../system/environment.js';
import type { PartPaths, SetupEvent } from '../parts/part.js';

/** The processes of a stack, in the order in which they start; they stop the other way round. */
export const SERVICES = ['postgres', 'minio', 'temporal', 'api', 'worker'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface Ports {
  api: number;
  postgres: number;
  temporal: number;
  temporalUi: number;
  minio: number;
}

export interface Addresses {
  /** `http://127.0.0.1:4000`; GraphQL is at `/graphql` under it. */
  api: string;
  /** `host:port` */
  temporal: string;
  temporalUi: string;
  /** The S3 endpoint. */
  minio: string;
  /** With its password: not to be printed. */
  database: string;
}

export interface StackOptions {
  /** `process.env` of the caller: settings, PATH, HOME; also inherited by the child processes. */
  env: Environment;
  /** The data and cache root; default: REELS_HOME, else a folder under HOME that every part can reach. */
  home?: string;
  /**
   * `free`: any free ports (tests). Else the default ports; one that is taken is replaced by a free one, which is told
   * (`port-moved`), but a port set here, or by API_PORT in `env`, is kept: taken means a SetupError.
   */
  ports?: 'free' | Partial<Ports>;
  /** Paths of parts; default: the settings in `env`. */
  paths?: PartPaths;
  /** Which processes to start; default: all. Tests leave out the worker and bring their own. */
  services?: readonly ServiceName[];
  /** More settings for API and worker, such as MAX_EPISODE_HOURS. */
  settings?: Record<string, string>;
  /** How long a draining worker may take; default: DRAIN_SECONDS. */
  drainSeconds?: number;
  /** Aborted: start is given up, and what was started is stopped. */
  signal?: AbortSignal;
  onEvent?: (event: StackEvent) => void;
}

export type StackEvent =
  | SetupEvent
  | { kind: 'starting'; service: ServiceName; message: string }
  | { kind: 'up'; service: ServiceName; milliseconds: number }
  | { kind: 'port-moved'; service: keyof Ports; wanted: number; port: number }
  /** A leftover of an earlier start was stopped or taken over. */
  | { kind: 'cleaned'; message: string }
  /** A service died; it is started again after `retryInMs`. `lastLines`: the end of its log. */
  | { kind: 'died'; service: ServiceName; reason: string; retryInMs: number; lastLines: string[] }
  | { kind: 'stopping'; service: ServiceName; message: string };

/** What another process needs to use a stack. */
export interface RunningStack {
  home: string;
  /** The process that watches the stack. */
  pid: number;
  startedAt: string;
  addresses: Addresses;
  /** For the header `Authorization: Bearer ...`. */
  apiKey: string;
  /** The settings of API and worker, and the paths of all parts: with them another worker or a migration can be run against this stack. */
  env: Record<string, string>;
}

export interface Stack extends RunningStack {
  /** Process ids by service; a service that is restarting has none. */
  pids(): Partial<Record<ServiceName, number>>;
  /**
   * Drains the worker, then stops all in order. Called again while it runs, or with `fast`, it waits for nothing:
   * finished steps are kept either way.
   */
  stop(options?: { fast?: boolean }): Promise<void>;
  /** Resolves when all is stopped; rejects when a service could not be kept up. */
  readonly stopped: Promise<void>;
}
