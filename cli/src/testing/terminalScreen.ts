import { createPaint } from '../terminal/terminal.js';
import type { Screen } from '../terminal/terminal.js';

/**
 * A terminal as far as the command uses one: keeps what a person would see. Understands line feed, carriage return, cursor up,
 * erase to the end of the line and of the screen; wraps at the right margin. Scrolls without end, so nothing is lost.
 */
export class TerminalScreen implements Screen {
  readonly live = true;
  readonly paint = createPaint(false);
  private lines: string[] = [''];
  private row = 0;
  private column = 0;

  constructor(
    public columns: number,
    readonly rows = 24,
  ) {}

  /** What stands on the screen, without blanks at line ends. */
  get shown(): string[] {
    return this.lines.map((line) => line.trimEnd());
  }

  write(text: string): void {
    // eslint-disable-next-line no-control-regex
    for (const token of text.match(/\u001b\[\??\d*[A-Za-z]|[\s\S]/gu) ?? []) this.take(token);
  }

  private take(token: string): void {
    // eslint-disable-next-line no-control-regex
    const up = /^\u001b\[(\d+)A$/.exec(token);
    if (up) this.row = Math.max(0, this.row - Number(up[1]));
    else if (token === '\r') this.column = 0;
    else if (token === '\n') this.moveTo(this.row + 1);
    else if (token === '\u001b[K') this.lines[this.row] = this.line().slice(0, this.column);
    else if (token === '\u001b[J') {
      this.lines[this.row] = this.line().slice(0, this.column);
      this.lines.length = this.row + 1;
    } else if (!token.startsWith('\u001b')) this.put(token);
  }

  private put(character: string): void {
    if (this.column >= this.columns) this.moveTo(this.row + 1);
    const line = this.line().padEnd(this.column);
    this.lines[this.row] = line.slice(0, this.column) + character + line.slice(this.column + 1);
    this.column++;
  }

  private moveTo(row: number): void {
    this.row = row;
    this.column = 0;
    while (this.lines.length <= row) this.lines.push('');
  }

  private line(): string {
    return this.lines[this.row] ?? '';
  }
}
