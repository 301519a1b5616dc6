import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log of at most this many bytes is kept, and the one before it. */
const MAX_BYTES = 10_000_000;
const KEPT_LINES = 20;

/** The log of one service: in a file of limited size, its last lines at hand. */
export class LogFile {
  private bytes: number;
  private last: string[] = [];
  private unfinished = '';

  constructor(
    readonly path: string,
    private readonly maxBytes = MAX_BYTES,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** A new process speaks: `lines` are its own from here on. */
  begin(): void {
    this.last = [];
    this.unfinished = '';
  }

  write(chunk: Buffer): void {
    const lines = (this.unfinished + chunk.toString('utf8')).split('\n');
    this.unfinished = lines.pop() ?? '';
    this.last = [...this.last, ...lines].slice(-KEPT_LINES);
    try {
      if (this.bytes + chunk.length > this.maxBytes) {
        renameSync(this.path, `${this.path}.1`);
        this.bytes = 0;
      }
      appendFileSync(this.path, chunk, { mode: 0o600 });
      this.bytes += chunk.length;
    } catch {
      // On a full disk the services go on without their logs.
    }
  }

  /** The last complete lines, the newest last. */
  lines(): string[] {
    return [...this.last, ...(this.unfinished ? [this.unfinished] : [])];
  }
}
