import type { UploadProgress } from '../terminal/jobProgress.js';

/** The speed is that of the last seconds, so that it follows the line. */
const WINDOW_MS = 3_000;
/** A progress is told at most so often. */
const TELL_MS = 100;

/** Counts bytes and tells how many have gone and how fast. */
export class SpeedMeter {
  private done = 0;
  private toldAt = -Infinity;
  private samples: { at: number; done: number }[] = [];

  constructor(
    private readonly total: number,
    private readonly tell: (progress: UploadProgress) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** `bytes` is negative when bytes must be sent again. */
  add(bytes: number): void {
    this.done += bytes;
    const at = this.now();
    if (at - this.toldAt < TELL_MS && this.done < this.total) return;
    this.toldAt = at;
    this.samples.push({ at, done: this.done });
    this.samples = this.samples.filter((sample) => at - sample.at <= WINDOW_MS);
    this.tell({ doneBytes: this.done, totalBytes: this.total, bytesPerSecond: this.speed() });
  }

  private speed(): number {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last || last.at === first.at) return 0;
    return Math.max(0, Math.round(((last.done - first.done) * 1000) / (last.at - first.at)));
  }
}
