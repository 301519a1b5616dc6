const WINDOW_MS = 8_000;
/** Before so long nothing is said of the speed: the first bytes only fill buffers. */
const SETTLE_MS = 1_000;

/** How fast bytes go, over the last seconds. */
export class SpeedMeter {
  #samples: { at: number; bytes: number }[] = [];
  #began: number | null = null;

  constructor(private readonly now: () => number = () => performance.now()) {}

  add(bytes: number): void {
    const at = this.now();
    this.#began ??= at;
    this.#samples.push({ at, bytes });
  }

  /** Forgets what was: after a pause, old speed says nothing. */
  reset(): void {
    this.#samples = [];
    this.#began = null;
  }

  /** Null while it cannot be told yet. */
  bytesPerSecond(): number | null {
    const now = this.now();
    if (this.#began === null || now - this.#began < SETTLE_MS) return null;
    this.#samples = this.#samples.filter(({ at }) => now - at <= WINDOW_MS);
    const bytes = this.#samples.reduce((sum, sample) => sum + sample.bytes, 0);
    return bytes / (Math.min(WINDOW_MS, now - this.#began) / 1000);
  }

  /** Milliseconds until so many more bytes are through; null while it cannot be told. */
  timeLeftMs(bytes: number): number | null {
    const speed = this.bytesPerSecond();
    return speed ? (bytes / speed) * 1000 : null;
  }
}
