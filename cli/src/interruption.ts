import { EXIT, Interrupted } from './failure.js';

/** npm hands the terminal's Ctrl-C on to a command that has it already: what comes so soon is the same key press. */
const SAME_PRESS_MS = 500;
const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ctrl-C, SIGTERM and hang-up of a process: the first asks the command to end well, the next one not to wait. */
export class InterruptionListener {
  private readonly controller = new AbortController();
  private hurry: (() => Promise<void>) | undefined;
  private lastAt: number | null = null;

  constructor(
    private readonly process: { on(signal: string, listener: () => void): unknown; exit(code: number): void },
    private readonly samePressMs = SAME_PRESS_MS,
  ) {
    for (const [name, exitCode] of Object.entries(SIGNALS)) process.on(name, () => this.interrupt(exitCode));
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What to do on the second signal, before the process ends. */
  onHurry(hurry: () => Promise<void>): void {
    this.hurry = hurry;
  }

  /** Nobody reads the output any more; said for each line that is lost, it counts once. */
  hangUp(): void {
    if (!this.signal.aborted) this.interrupt(SIGNALS.SIGHUP);
  }

  private interrupt(exitCode: number): void {
    const now = performance.now();
    if (this.lastAt !== null && now - this.lastAt < this.samePressMs) return;
    this.lastAt = now;
    if (!this.signal.aborted) {
      this.controller.abort(new Interrupted(exitCode));
      return;
    }
    const { hurry } = this;
    // A third signal finds nothing left to hurry, and ends the process.
    this.hurry = undefined;
    const hurried = hurry?.() ?? Promise.resolve();
    void hurried.catch(() => {}).finally(() => this.process.exit(exitCode));
  }
}
