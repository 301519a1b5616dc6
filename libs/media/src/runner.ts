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
import { ChildWatch, lastErrors, MediaToolError } from './childWatch.js';
import type { RunOptions, RunReport } from './childWatch.js';

export { MediaToolError } from './childWatch.js';
export type { RunOptions, RunReport } from './childWatch.js';

/** One input of a command; `args` stand before its `-i`. Files from users get their `args` from `inputArgs` of input.ts. */
export interface MediaInput {
  source: string;
  args: string[];
}

/** One output of a command; `args` stand before its name. `pipe` hands the bytes to `onData`; `nothing` only decodes and filters. */
export type MediaOutput =
  { to: 'file'; file: string; args: string[] } | { to: 'pipe'; args: string[] } | { to: 'nothing'; args: string[] };

/** An ffmpeg command as plain data: what pure builders return and the runner runs. */
export interface MediaCommand {
  inputs: MediaInput[];
  filterComplex?: string;
  outputs: MediaOutput[];
}

/** Where the runner tells about its children; a pino logger fits. */
export interface MediaLogger {
  debug(facts: object, message: string): void;
}

/** No single allocation of a child may exceed this (an 8K frame takes 133 MB at most): broken time stamps and sizes otherwise ask for gigabytes. */
const MAX_ALLOC_BYTES = 1 << 28;
/** `level+` marks each line with its level, so that errors can be told from chatter. */
const GLOBAL_ARGS = [
  ...['-hide_banner', '-nostdin', '-loglevel', 'level+info', '-max_alloc', `${MAX_ALLOC_BYTES}`],
  ...['-benchmark', '-stats_period', '0.5', '-progress', 'pipe:2'],
];

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

  constructor({
    ffmpegPath = 'ffmpeg',
    ffprobePath = 'ffprobe',
    logger,
  }: { ffmpegPath?: string; ffprobePath?: string; logger?: MediaLogger } = {}) {
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
    const targets = command.outputs.flatMap((output) =>
      output.to === 'file' ? [{ file: output.file, partial: partialName(output.file) }] : [],
    );
    try {
      const report = await this.#spawn(
        command,
        targets.map(({ partial }) => partial),
        options,
      );
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
  probeJson(
    args: string[],
    { signal, timeoutMs = 60_000 }: { signal?: AbortSignal; timeoutMs?: number } = {},
  ): Promise<{ json: unknown; stderr: string }> {
    const all = ['-hide_banner', '-loglevel', 'level+warning', '-max_alloc', `${MAX_ALLOC_BYTES}`, '-of', 'json', ...args];
    return new Promise((resolve, reject) => {
      execFile(
        this.#ffprobePath,
        all,
        { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 64 << 20, windowsHide: true, ...(signal && { signal }) },
        (error, stdout, stderr) => {
          if (signal?.aborted) reject(signal.reason);
          else if (error?.code === 'ENOENT') reject(missing('ffprobe', this.#ffprobePath));
          else if (error)
            reject(new MediaToolError(`ffprobe failed: ${lastErrors(stderr.split('\n')) || error.message}`, stderr));
          else resolve({ json: JSON.parse(stdout), stderr });
        },
      );
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
    const sink = command.outputs.some(({ to }) => to === 'pipe') ? collect(options.onData) : undefined;
    const child = assemble(command, partials, sink);
    const watch = new ChildWatch(child, options);
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
      throw (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? missing('ffmpeg', this.#ffmpegPath)
        : watch.explain(error as Error);
    } finally {
      running.delete(child);
      watch.stop();
    }
    options.signal?.throwIfAborted();
    return watch.report();
  }
}

/** The command for fluent-ffmpeg. Arguments are spread because it splits a lone argument, or one in an array, at its space. */
function assemble(
  { inputs, filterComplex, outputs }: MediaCommand,
  partials: string[],
  sink: Writable | undefined,
): FfmpegCommand {
  const command = ffmpeg({ stdoutLines: 1 });
  for (const { source, args } of inputs) {
    command.input(source);
    if (args.length) command.inputOptions(...args);
  }
  if (filterComplex) command.complexFilter(filterComplex);
  let nextFile = 0;
  outputs.forEach((output, index) => {
    if (output.to === 'pipe') {
      command.output(sink as Writable);
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
function collect(onData: RunOptions['onData']): Writable {
  if (!onData) throw new Error('A pipe output needs onData');
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

const missing = (tool: string, file: string): UserError =>
  new UserError('PROVIDER_FAILED', `${tool} could not be started (${file}).`);
