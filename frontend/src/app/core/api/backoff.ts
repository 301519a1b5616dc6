const FIRST_MS = 400;
const LONGEST_MS = 10_000;

/** Waits between attempts to connect: doubled each time up to 10 s, with a quarter of chance so that clients do not come all at once. */
export class Backoff {
  #attempt = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds to wait before the next attempt. */
  next(): number {
    const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempt++);
    return Math.round(wait * (1 - this.random() / 4));
  }

  reset(): void {
    this.#attempt = 0;
  }
}
