import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@reels/platform';

/** How long the end waits for a round under way. Rounds may break off at any point: the next one goes on. */
const ENDING_MS = 1_000;

/** A chore that is done at the start and then again and again, one round at a time. A round that fails is logged, not fatal. */
export class Repeated {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly chore: () => Promise<unknown>,
    private readonly logger: Logger,
  ) {}

  begin(): void {
    this.round = this.run();
  }

  /** No further rounds. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await Promise.race([this.round, sleep(ENDING_MS, undefined, { ref: false })]);
  }

  private async run(): Promise<void> {
    try {
      await this.chore();
    } catch (error) {
      if (!this.ended) this.logger.error({ err: error, chore: this.name }, 'a chore failed; it is tried again');
    }
    if (!this.ended) this.timer = setTimeout(() => this.begin(), this.everyMs).unref();
  }
}
