import type { Screen } from './terminal.js';
import { textWidth } from './text.js';

// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[\d+m/g;
/** Asks the terminal to show what lies between in one go (those that don't know it ignore it). */
const [BEGIN_FRAME, END_FRAME] = ['\u001b[?2026h', '\u001b[?2026l'];
const CLEAR_LINE_END = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';

/**
 * The last lines of a terminal, redrawn in place. Lines are overwritten, not cleared first, so that nothing flickers;
 * the text above scrolls as usual.
 */
export class LiveArea {
  private widths: number[] = [];

  constructor(private readonly screen: Screen) {}

  /** Replaces the lines. They should be narrower than the screen; when there are too many, the first are left out. */
  draw(lines: readonly string[]): void {
    const shown = lines.slice(-Math.max(1, this.screen.rows - 1));
    const text = shown.map((line) => `${line}${CLEAR_LINE_END}\n`).join('');
    this.screen.write(`${BEGIN_FRAME}${this.toTop()}${text}${CLEAR_BELOW}${END_FRAME}`);
    this.widths = shown.map((line) => textWidth(line.replace(COLOURS, '')));
  }

  /** Writes lines that stay, above the live ones. */
  above(lines: readonly string[], live: readonly string[]): void {
    this.screen.write(`${BEGIN_FRAME}${this.toTop()}${CLEAR_BELOW}${lines.map((line) => `${line}\n`).join('')}`);
    this.widths = [];
    this.draw(live);
  }

  /** To the start of the first line. A window made narrower since has wrapped the old lines: they take more rows now. */
  private toTop(): string {
    const rows = this.widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / this.screen.columns)), 0);
    return rows > 0 ? `\u001b[${rows}A\r` : '';
  }
}
