interface Sample {
  at: number;
  percent: number;
}

const WINDOW_MS = 60_000;
/** Before so much was seen, nothing is said of the time left. */
const LEAST_MS = 5_000;
const LEAST_PERCENT = 4;

/** Time left of steps, told from how fast their measured percentages grew of late; null where that cannot be known. */
export class RemainingTime {
  readonly #samples = new Map<string, Sample[]>();

  observe(step: string, percent: number | null, now: number): void {
    const samples = this.#samples.get(step) ?? [];
    const last = samples.at(-1);
    if (percent === null || (last && percent < last.percent)) {
      this.#samples.delete(step);
      return;
    }
    if (last?.percent !== percent) samples.push({ at: now, percent });
    this.#samples.set(
      step,
      samples.filter(({ at }) => now - at <= WINDOW_MS),
    );
  }

  /** Milliseconds. */
  leftMs(step: string, now: number): number | null {
    const samples = this.#samples.get(step) ?? [];
    const [first, last] = [samples[0], samples.at(-1)];
    // All is measured, and yet it goes on: nothing is known of what is left.
    if (!first || !last || last.percent >= 100 || now - first.at < LEAST_MS || last.percent - first.percent < LEAST_PERCENT)
      return null;
    // Up to now, not to the last news: while nothing comes, it takes longer.
    const perMs = (last.percent - first.percent) / (now - first.at);
    return (100 - last.percent) / perMs;
  }
}
