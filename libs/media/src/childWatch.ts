import { UserError } from '@reels/contracts';
import type { FfmpegCommand } from 'fluent-ffmpeg';

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
/** What `-progress` prints. */
const PROGRESS_LINE = /^(frame|fps|stream_\w+|bitrate|total_size|out_time\w*|dup_frames|drop_frames|speed|progress)=\s*(.*)$/;

/** Follows one child: progress, the tail of its log, abort, stall and time limit. */
export class ChildWatch {
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
      setInterval(
        () => {
          if (Date.now() - this.#advancedAt > stallMs) this.#end(new Error(`ffmpeg has not advanced for ${stallMs} ms`));
        },
        Math.min(stallMs, 1_000),
      ),
    );
    if (options.timeoutMs)
      this.#timers.push(
        setTimeout(() => this.#end(new Error(`ffmpeg took longer than ${options.timeoutMs} ms`)), options.timeoutMs),
      );
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
    if (Number.isFinite(micros) || frames > 0)
      this.options.onProgress?.({ timeMs: Math.max(0, Math.round((micros || 0) / 1_000)), frames: frames || 0 });
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

/** What a tool logged as errors, in short. */
export const lastErrors = (lines: string[]): string =>
  lines
    .filter((line) => /\[(error|fatal|panic)\]/.test(line))
    .slice(-3)
    .join(' | ');
