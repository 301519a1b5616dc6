/** So many keys are remembered at most before those whose time is over are looked for. */
const CROWD = 10_000;

/** At most so many attempts in a window of time for each key: an address, an account. Each process counts for itself. */
export class RateLimit {
  private readonly windows = new Map<string, { attempts: number; endsAt: number }>();

  constructor(
    private readonly attempts: number,
    private readonly windowMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts an attempt. Answers 0, or the seconds to wait if this one is not to be made. */
  take(key: string): number {
    const now = this.now();
    if (this.windows.size >= CROWD) this.forgetEnded(now);
    let window = this.windows.get(key);
    if (!window || window.endsAt <= now) this.windows.set(key, (window = { attempts: 0, endsAt: now + this.windowMs }));
    if (window.attempts >= this.attempts) return Math.ceil((window.endsAt - now) / 1000);
    window.attempts++;
    return 0;
  }

  /** Does not count the last attempt: it was a good one. */
  giveBack(key: string): void {
    const window = this.windows.get(key);
    if (window && window.attempts > 0) window.attempts--;
  }

  private forgetEnded(now: number): void {
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
  }
}
