import type { WriteStream } from 'node:tty';

/** One of the two streams a command writes to. */
export interface Screen {
  write(text: string): void;
  /** Whether a person watches: bars can be redrawn in place. */
  readonly live: boolean;
  /** The width; 100 where there is no terminal, so that piped tables are readable. */
  readonly columns: number;
  readonly rows: number;
  readonly paint: Paint;
}

/** Colours by meaning; each is the identity where colours are off. */
export type Paint = Record<'good' | 'bad' | 'warn' | 'accent' | 'dim' | 'bold', (text: string) => string>;

/** Where a command writes: results to `out`, errors and what does not belong to a result to `err`. */
export interface Terminal {
  out: Screen;
  err: Screen;
}

const CODES: Record<keyof Paint, number> = { good: 32, bad: 31, warn: 33, accent: 36, dim: 2, bold: 1 };
const MEANINGS = Object.keys(CODES) as (keyof Paint)[];

/** Colours that are on or off. */
export function createPaint(on: boolean): Paint {
  const paints = MEANINGS.map(
    (meaning) => [meaning, (text: string) => (on ? `\u001b[${CODES[meaning]}m${text}\u001b[0m` : text)] as const,
  );
  return Object.fromEntries(paints) as Paint;
}

/** The process's own streams. Node's `hasColors` obeys NO_COLOR, FORCE_COLOR and TERM. */
export function processTerminal(options: { colours: boolean }): Terminal {
  return { out: screen(process.stdout, options.colours), err: screen(process.stderr, options.colours) };
}

function screen(stream: WriteStream, colours: boolean): Screen {
  const live = stream.isTTY === true;
  return {
    write: (text) => void stream.write(text),
    live,
    get columns() {
      return (live && stream.columns) || 100;
    },
    get rows() {
      return (live && stream.rows) || 24;
    },
    paint: createPaint(colours && live && stream.hasColors()),
  };
}
