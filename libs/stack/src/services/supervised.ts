import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../setupError.js';
import { endGroup, identify } from '../system/processes.js';
import type { ProcessIdentity } from '../system/processes.js';
import type { LogFile } from './logFile.js';
import type { ProcessList } from './processList.js';
import type { ServiceName, StackEvent } from './service.js';

/** How to start one process of the stack and to know that it is up. */
export interface ServiceSpec {
  name: ServiceName;
  /** For people, while it starts: "the records". */
  title: string;
  /** Done before each start, such as clearing what a killed one left. */
  prepare?(): Promise<void>;
  program: string;
  args: string[];
  env: Readonly<Record<string, string | undefined>>;
  /** The user it runs as, where that is not the one of this process. */
  user?: { uid: number; gid: number };
  isReady(pid: number): Promise<boolean>;
  readyMs: number;
  /** How often that is asked; default: every 50 ms. */
  pollMs?: number;
  /** Asks it to end in order. */
  stopSignal: NodeJS.Signals;
  /** How long that may take before it is killed. */
  stopMs: number;
}

interface Surroundings {
  log: LogFile;
  processes: ProcessList;
  /** The entry of the environment that tells this stack's processes. */
  marker: string;
  onEvent(event: StackEvent): void;
  /** It died so often that it is given up. */
  onGivenUp(error: SetupError): void;
}

/** So many deaths within the window, and a service is given up. */
const MAX_DEATHS = 6;
const DEATHS_WINDOW_MS = 120_000;
const FIRST_RETRY_MS = 500;
/** How long `stop({fast})` waits before it kills. */
const FAST_STOP_MS = 2_000;

/** One process of the stack, started again when it dies. */
export class SupervisedService {
  private child: ChildProcess | null = null;
  private identity: ProcessIdentity | null = null;
  private deaths: number[] = [];
  /** Why it last did not come up, in a few words. */
  private failure = '';
  private readonly stopping = new AbortController();
  private readonly hurried = new AbortController();

  constructor(
    private readonly spec: ServiceSpec,
    private readonly around: Surroundings,
  ) {}

  get name(): ServiceName {
    return this.spec.name;
  }

  get pid(): number | undefined {
    return this.identity?.pid;
  }

  /** Starts it and waits until it answers. Throws a SetupError with the end of its log when it does not. */
  async start(signal?: AbortSignal): Promise<void> {
    const { spec, around } = this;
    const startedAt = Date.now();
    around.onEvent({ kind: 'starting', service: spec.name, message: spec.title });
    await spec.prepare?.();
    signal?.throwIfAborted();
    const { child, failed } = this.launch();
    for (;;) {
      signal?.throwIfAborted();
      const failure = failed();
      if (failure !== null) throw this.startError(failure);
      if (await spec.isReady(child.pid ?? 0)) break;
      if (Date.now() - startedAt > spec.readyMs) throw this.startError(`it did not answer within ${spec.readyMs / 1000} s`);
      await sleep(spec.pollMs ?? 50);
    }
    this.watch(child);
    around.onEvent({ kind: 'up', service: spec.name, milliseconds: Date.now() - startedAt });
  }

  private launch(): { child: ChildProcess; failed: () => string | null } {
    const { program, args, env, user, name } = this.spec;
    let failure: string | null = null;
    this.around.log.begin();
    // A session of its own: a Ctrl-C in the terminal reaches only this process, which stops the others in their order.
    const child = spawn(program, args, { env: { ...env }, ...user, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.child = child;
    child.stdout.on('data', (chunk: Buffer) => this.around.log.write(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.around.log.write(chunk));
    child.once('error', (error) => {
      failure = error.message;
      this.child = null;
    });
    child.once('exit', (code, signal) => {
      failure = signal ? `ended by ${signal}` : `ended with code ${code}`;
      this.forget();
    });
    this.identity = child.pid === undefined ? null : identify(child.pid);
    if (this.identity) this.around.processes.add(name, this.identity);
    return { child, failed: () => failure };
  }

  private forget(): void {
    if (this.identity) endGroup(this.identity, this.around.marker);
    this.child = this.identity = null;
    this.around.processes.remove(this.spec.name);
  }

  private watch(child: ChildProcess): void {
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (!this.stopping.signal.aborted) void this.revive(signal ? `ended by ${signal}` : `ended with code ${code}`);
    };
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    else child.once('exit', onExit);
  }

  private async revive(reason: string): Promise<void> {
    const { spec, around } = this;
    this.deaths = [...this.deaths.filter((at) => Date.now() - at < DEATHS_WINDOW_MS), Date.now()];
    if (this.deaths.length > MAX_DEATHS) {
      around.onGivenUp(this.startError(`it died ${this.deaths.length} times in a row (${reason})`));
      return;
    }
    const retryInMs = FIRST_RETRY_MS * 2 ** (this.deaths.length - 1);
    around.onEvent({ kind: 'died', service: spec.name, reason: this.explain(reason), retryInMs, lastLines: around.log.lines() });
    const { signal } = this.stopping;
    await sleep(retryInMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      await this.start(signal);
    } catch (error) {
      if (signal.aborted) return;
      await this.end(0);
      await this.revive(error instanceof SetupError ? this.failure : (error as Error).message);
    }
  }

  /** Ends it in order; resolves when it is gone. It is not started again. */
  async stop({ fast = false }: { fast?: boolean } = {}): Promise<void> {
    this.stopping.abort();
    if (fast) this.hurry();
    if (!this.child) return;
    this.around.onEvent({ kind: 'stopping', service: this.name, message: this.spec.title });
    await this.end(this.spec.stopMs);
  }

  /** Shortens the waiting of a stop, now and to come. */
  hurry(): void {
    this.hurried.abort();
  }

  private async end(patienceMs: number): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(this.spec.stopSignal);
    const killAfter = async (ms: number, signal?: AbortSignal): Promise<void> => {
      await sleep(ms, undefined, { signal, ref: false }).catch(() => sleep(FAST_STOP_MS, undefined, { ref: false }));
      // A postmaster is never killed: what it has not finished it would have to recover.
      if (this.child === child) child.kill(this.name === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
    };
    void killAfter(patienceMs, this.hurried.signal);
    await gone;
    this.forget();
  }

  private startError(reason: string): SetupError {
    const { name } = this.spec;
    this.failure = reason;
    const lines = this.around.log.lines().slice(-8);
    const message = [`${name} could not be kept up: ${this.explain(reason)}.`, ...lines.map((line) => `  ${line}`)].join('\n');
    return new SetupError(message, `The whole log is ${this.around.log.path}. "reels doctor" looks at every part.`);
  }

  private explain(reason: string): string {
    const said = this.around.log.lines().join('\n');
    if (/no space left on device|ENOSPC|disk full/i.test(said)) return `${reason}: the disk is full`;
    if (/address already in use|EADDRINUSE/i.test(said)) return `${reason}: its port is taken by another program`;
    return reason;
  }
}
