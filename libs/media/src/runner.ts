import { UserError } from '@reels/contracts';
import ffmpeg from 'fluent-ffmpeg';
import type { FfmpegCommand } from 'fluent-ffmpeg';
import { execFile } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** One input of a command; `args` stand before its `-i`. Files from users get their `args` from `inputArgs` of input.ts. */
export interface MediaInput {
  source: string;
  args: string[];
}

/** One output of a command; `args` stand before its name. `pipe` hands the bytes to `onData`; `nothing` only decodes and filters. */
export type MediaOutput =
  | { to: 'file'; file: string; args: string[] }
  | { to: 'pipe'; args: string[] }
  | { to: 'nothing'; args: string[] };

/** An ffmpeg command as plain data: what pure builders return and the runner runs. */
export interface MediaCommand {
  inputs: MediaInput[];
  filterComplex?: string;
  outputs: MediaOutput[];
}

export interface RunOptions {
  /** Ends the child; the run then throws the signal's reason. */
  signal?: AbortSignal;
  /** About twice a second: how far the output has come. `frames` is 0 where there is no picture. */
  onProgress?: (progress: { timeMs: number; frames: number }) => void;
  /** Each line that ffmpeg or a filter logs. */
  onLine?: (line: string) => void;
  /** The bytes of the `pipe` output, in order. */
  onData?: (chunk: Buffer) => void;
  /** The run fails after this long. */
  timeoutMs?: number;
  /** The run fails when nothing has advanced for this long. */
  stallMs?: number;
}

export interface RunReport {
  /** The last lines that ffmpeg logged. */
  stderr: string;
  /** User and system time of the child; null when ffmpeg did not tell. */
  cpuSeconds: number | null;
  peakMemoryBytes: number | null;
}

/** Where the runner tells about its children; a pino logger fits. */
export interface MediaLogger {
  debug(facts: object, message: string): void;
}

/** ffmpeg or ffprobe ended with an error; `stderr` holds its last lines. */
export class MediaToolError extends Error {
  constructor(
    message: string,
    readonly stderr: string,
  ) {
    super(message);
    this.name = 'MediaToolError';
  }
}

const KILL_AFTER_MS = 2_000;
const DEFAULT_STALL_MS = 120_000;
const TAIL_LINES = 60;
/** No single allocation of a child may exceed this (an 8K frame takes 133 MB at most): broken time stamps and sizes otherwise ask for gigabytes. */
const MAX_ALLOC_BYTES = 1 << 28;
/** `level+` marks each line with its level, so that errors can be told from chatter. */
const GLOBAL_ARGS = ['-hide_banner', '-nostdin', '-loglevel', 'level+info', '-max_alloc', `${MAX_ALLOC_BYTES}`, '-benchmark', '-stats_period', '0.5', '-progress', 'pipe:2'];
const PROGRESS_LINE = /^(frame|fps|stream_\w+|bitrate|total_size|out_time\w*|dup_frames|drop_frames|speed|progress)=\s*(.*)$/;

/** Children that run now; killed when this process exits, so that none outlives a worker that stops. */
const running = new Set<FfmpegCommand>();
process.on('exit', () => running.forEach((command) => command.kill('SIGKILL')));

/**
 * The only place where ffmpeg and ffprobe are spawned.
 * Output files appear complete or not at all: they are written under a temporary name beside the target and renamed at the end.
 */
export class MediaTools {
  readonly #ffmpegPath: string;
  readonly #ffprobePath: string;
  readonly #logger: MediaLogger | undefined;

  constructor({ ffmpegPath = 'ffmpeg', ffprobePath = 'ffprobe', logger }: { ffmpegPath?: string; ffprobePath?: string; logger?: MediaLogger } = {}) {
    this.#ffmpegPath = ffmpegPath;
    this.#ffprobePath = ffprobePath;
    this.#logger = logger;
  }

  /**
   * Runs one ffmpeg command to its end.
   * Throws the signal's reason when aborted, UserError DISK_FULL or PROVIDER_FAILED (ffmpeg missing), else MediaToolError.
   */
  async run(command: MediaCommand, options: RunOptions = {}): Promise<RunReport> {
    options.signal?.throwIfAborted();
    await this.#prepare();
    const targets = command.outputs.flatMap((output) => (output.to === 'file' ? [{ file: output.file, partial: partialName(output.file) }] : []));
    try {
      const report = await this.#spawn(command, targets.map(({ partial }) => partial), options);
      for (const { file, partial } of targets) await rename(partial, file);
      return report;
    } finally {
      await Promise.all(targets.map(({ partial }) => rm(partial, { force: true })));
    }
  }

  /**
   * What ffprobe prints as JSON for these arguments, and what it complained about.
   * Run without fluent-ffmpeg, whose ffprobe cannot be stopped and reads the line format, in which a tag with line breaks forges streams.
   */
  probeJson(args: string[], { signal, timeoutMs = 60_000 }: { signal?: AbortSignal; timeoutMs?: number } = {}): Promise<{ json: unknown; stderr: string }> {
    const all = ['-hide_banner', '-loglevel', 'level+warning', '-max_alloc', `${MAX_ALLOC_BYTES}`, '-of', 'json', ...args];
    return new Promise((resolve, reject) => {
      execFile(this.#ffprobePath, all, { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 64 << 20, windowsHide: true, ...(signal && { signal }) }, (error, stdout, stderr) => {
        if (signal?.aborted) reject(signal.reason);
        else if (error?.code === 'ENOENT') reject(missing('ffprobe', this.#ffprobePath));
        else if (error) reject(new MediaToolError(`ffprobe failed: ${lastErrors(stderr.split('\n')) || error.message}`, stderr));
        else resolve({ json: JSON.parse(stdout), stderr });
      });
    });
  }

  /** Points fluent-ffmpeg, which keeps its path for the whole process, at this ffmpeg, and warms its list of formats. */
  #prepare(): Promise<void> {
    ffmpeg.setFfmpegPath(this.#ffmpegPath);
    return new Promise((resolve, reject) => {
      ffmpeg.getAvailableFormats((error, formats) => {
        if (error) return reject(missing('ffmpeg', this.#ffmpegPath));
        // fluent-ffmpeg 2.1.3 does not read the device column that ffmpeg 7 prints and takes lavfi for missing.
        formats['lavfi'] ??= { description: 'virtual input device', canDemux: true, canMux: false };
        resolve();
      });
    });
  }

  async #spawn(command: MediaCommand, partials: string[], options: RunOptions): Promise<RunReport> {
    const sink = options.onData && collect(options.onData);
    const child = assemble(command, partials, sink);
    const watch = new Watch(child, options);
    running.add(child);
    try {
      await new Promise<void>((resolve, reject) => {
        child
          .on('start', (line: string) => {
            this.#logger?.debug({ command: line }, 'ffmpeg started');
            takeSpawnErrors(child, reject);
            watch.started();
          })
          .on('stderr', (line: string) => watch.line(line))
          .on('error', reject)
          .on('end', () => resolve())
          .run();
      });
      if (sink) await finished(sink);
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missing('ffmpeg', this.#ffmpegPath) : watch.explain(error as Error);
    } finally {
      running.delete(child);
      watch.stop();
    }
    options.signal?.throwIfAborted();
    return watch.report();
  }
}

/** Follows one child: progress, the tail of its log, abort, stall and time limit. */
class Watch {
  readonly #tail: string[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #latest = new Map<string, string>();
  #advancedAt = Date.now();
  #alive = false;
  #stopReason: Error | null = null;

  constructor(
    private readonly child: FfmpegCommand,
    private readonly options: RunOptions,
  ) {
    options.signal?.addEventListener('abort', this.#abort);
    const stallMs = options.stallMs ?? DEFAULT_STALL_MS;
    this.#timers.push(
      setInterval(() => {
        if (Date.now() - this.#advancedAt > stallMs) this.#end(new Error(`ffmpeg has not advanced for ${stallMs} ms`));
      }, Math.min(stallMs, 1_000)),
    );
    if (options.timeoutMs) this.#timers.push(setTimeout(() => this.#end(new Error(`ffmpeg took longer than ${options.timeoutMs} ms`)), options.timeoutMs));
  }

  started(): void {
    this.#alive = true;
    if (this.options.signal?.aborted) this.#abort();
    else if (this.#stopReason) this.#end(this.#stopReason);
  }

  line(line: string): void {
    const progress = PROGRESS_LINE.exec(line);
    if (!progress) {
      this.#tail.push(line);
      if (this.#tail.length > TAIL_LINES) this.#tail.shift();
      this.options.onLine?.(line);
      return;
    }
    const [, key = '', value = ''] = progress;
    if (['frame', 'out_time_us', 'total_size'].includes(key) && this.#latest.get(key) !== value) this.#advancedAt = Date.now();
    this.#latest.set(key, value);
    if (key === 'progress') this.#tellProgress();
  }

  #tellProgress(): void {
    const micros = Number(this.#latest.get('out_time_us'));
    const frames = Number(this.#latest.get('frame') ?? 0);
    if (Number.isFinite(micros) || frames > 0) this.options.onProgress?.({ timeMs: Math.max(0, Math.round((micros || 0) / 1_000)), frames: frames || 0 });
  }

  #abort = (): void => this.#end(new Error('aborted'));

  #end(reason: Error): void {
    this.#stopReason ??= reason;
    if (!this.#alive) return;
    this.child.kill('SIGTERM');
    this.#timers.push(setTimeout(() => this.child.kill('SIGKILL'), KILL_AFTER_MS));
  }

  stop(): void {
    this.options.signal?.removeEventListener('abort', this.#abort);
    this.#timers.forEach((timer) => clearTimeout(timer));
  }

  /** The error to throw for a run that failed with `error`. */
  explain(error: Error): unknown {
    if (this.options.signal?.aborted) return this.options.signal.reason;
    const stderr = this.#tail.join('\n');
    if (/No space left on device/.test(stderr)) return new UserError('DISK_FULL');
    return new MediaToolError(this.#stopReason?.message ?? `ffmpeg failed: ${lastErrors(this.#tail) || error.message}`, stderr);
  }

  report(): RunReport {
    const stderr = this.#tail.join('\n');
    const times = /bench: utime=([\d.]+)s stime=([\d.]+)s/.exec(stderr);
    const memory = /bench: maxrss=(\d+)/.exec(stderr);
    return {
      stderr,
      cpuSeconds: times ? Number(times[1]) + Number(times[2]) : null,
      peakMemoryBytes: memory ? Number(memory[1]) * 1_024 : null,
    };
  }
}

/** The command for fluent-ffmpeg. Arguments are spread because it splits a lone argument, or one in an array, at its space. */
function assemble({ inputs, filterComplex, outputs }: MediaCommand, partials: string[], sink: Writable | undefined): FfmpegCommand {
  const command = ffmpeg({ stdoutLines: 1 });
  for (const { source, args } of inputs) {
    command.input(source);
    if (args.length) command.inputOptions(...args);
  }
  if (filterComplex) command.complexFilter(filterComplex);
  let nextFile = 0;
  outputs.forEach((output, index) => {
    if (output.to === 'pipe') {
      if (!sink) throw new Error('A pipe output needs onData');
      command.output(sink);
    } else if (output.to === 'file') command.output(partials[nextFile++] ?? '');
    else command.output('-');
    const args = [...(index === 0 ? GLOBAL_ARGS : []), ...output.args, ...(output.to === 'nothing' ? ['-f', 'null'] : [])];
    if (args.length) command.outputOptions(...args);
  });
  return command;
}

/** When a child cannot be started, fluent-ffmpeg 2.1.3 throws out of an event handler, which would end this process: listen instead of it. */
function takeSpawnErrors(command: FfmpegCommand, onError: (error: Error) => void): void {
  (command as unknown as { ffmpegProc: ChildProcess }).ffmpegProc.removeAllListeners('error').on('error', onError);
}

/** A stream that hands on its bytes. It never emits `close`, which fluent-ffmpeg takes for an abort. */
function collect(onData: (chunk: Buffer) => void): Writable {
  return new Writable({
    autoDestroy: false,
    emitClose: false,
    write(chunk: Buffer, _encoding, done) {
      try {
        onData(chunk);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

const partialName = (file: string): string => path.join(path.dirname(file), `.${randomUUID()}.partial${path.extname(file)}`);

const lastErrors = (lines: string[]): string =>
  lines
    .filter((line) => /\[(error|fatal|panic)\]/.test(line))
    .slice(-3)
    .join(' | ');

const missing = (tool: string, file: string): UserError => new UserError('PROVIDER_FAILED', `${tool} could not be started (${file}).`);
