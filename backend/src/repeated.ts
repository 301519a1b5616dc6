import type { Logger } from '@reels/platform';

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

  /** No further rounds; resolves when the one under way is over. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private async run(): Promise<void> {
    try {
      await this.chore();
    } catch (error) {
      this.logger.error({ err: error, chore: this.name }, 'a chore failed; it is tried again');
    }
    if (!this.ended) this.timer = setTimeout(() => this.begin(), this.everyMs).unref();
  }
}
