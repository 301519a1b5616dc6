import { giveBackAttempt, takeAttempt } from '@reels/records';
import type { AttemptLimit, Database } from '@reels/records';

/** At most so many attempts in a window of time for each key: an address, an account. All processes of the API count together. */
export class RateLimit {
  /** @param name keeps the keys of one limit apart from those of another */
  constructor(
    private readonly db: Database,
    private readonly name: string,
    private readonly limit: AttemptLimit,
  ) {}

  /** Counts an attempt. Answers 0, or the seconds to wait if this one is not to be made. */
  take(key: string): Promise<number> {
    return takeAttempt(this.db, `${this.name} ${key}`, this.limit);
  }

  /** Does not count the last attempt: it was a good one. */
  giveBack(key: string): Promise<void> {
    return giveBackAttempt(this.db, `${this.name} ${key}`);
  }
}
