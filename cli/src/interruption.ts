import { EXIT, Interrupted } from './failure.js';

/** npm hands the terminal's Ctrl-C on to a command that has it already: what comes so soon is the same key press. */
const SAME_PRESS_MS = 500;
const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** The process's Ctrl-C, SIGTERM and hang-up: the first asks the command to end well, the next one not to wait. */
export class InterruptionListener {
  private readonly controller = new AbortController();
  private hurry: (() => Promise<void>) | undefined;
  private firstAt: number | null = null;

  constructor() {
    for (const [name, exitCode] of Object.entries(SIGNALS)) process.on(name, () => this.interrupt(exitCode));
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What to do on the second signal, before the process ends. */
  onHurry(hurry: () => Promise<void>): void {
    this.hurry = hurry;
  }

  private interrupt(exitCode: number): void {
    const now = performance.now();
    if (this.firstAt === null) {
      this.firstAt = now;
      this.controller.abort(new Interrupted(exitCode));
    } else if (now - this.firstAt > SAME_PRESS_MS) {
      this.firstAt = now;
      const { hurry } = this;
      this.hurry = undefined;
      // A third signal finds nothing left to hurry.
      void (hurry?.() ?? Promise.resolve()).catch(() => {}).finally(() => process.exit(exitCode));
    }
  }
}
