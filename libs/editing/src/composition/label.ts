import type { Rect } from '@reels/contracts';
import { NO_BREAK_SPACE, splitGraphemes } from '../captions/index.js';
import type { Direction, SetText, Typesetter } from '../captions/index.js';

/** A line of small print at its place. */
export interface Label {
  set: SetText;
  size: number;
  x: number;
  baseline: number;
  width: number;
}

/** Breaks text into lines that fit; what is left over ends in an ellipsis. `text` is clean. */
export function fitLines(text: string, typeset: Typesetter, size: number, width: number, maxLines: number): SetText[] {
  const fits = (part: string): boolean => typeset(part).width * size <= width;
  const lines: string[] = [];
  let rest = text.split(' ').filter(Boolean);
  while (rest.length && lines.length < maxLines) {
    let count = rest.length;
    const isLast = lines.length === maxLines - 1;
    while (count > 1 && !fits(rest.slice(0, count).join(' '))) count -= 1;
    const line = rest.slice(0, count).join(' ');
    const whole = isLast ? rest.join(' ') : line;
    lines.push(fits(whole) ? whole : shorten(whole, fits));
    rest = rest.slice(isLast ? rest.length : count);
  }
  return lines.map(typeset);
}

/** The largest of these settings in which text fits whole; where none does, as much of it as the last one holds. */
export function fitWhole(text: string, typeset: Typesetter, width: number, settings: readonly { size: number; height: number; maxLines: number }[]): { set: SetText; size: number; height: number }[] {
  const words = text.split(' ').filter(Boolean).join(' ');
  for (const { size, height, maxLines } of settings) {
    const lines = fitLines(text, typeset, size, width, maxLines);
    const isWhole = lines.map(({ runs }) => runs.map((run) => run.text).join('').replaceAll(NO_BREAK_SPACE, '')).join(' ') === words;
    if (isWhole || settings.at(-1)?.size === size) return lines.map((set) => ({ set, size, height }));
  }
  return [];
}

function shorten(text: string, fits: (text: string) => boolean): string {
  const letters = splitGraphemes(text);
  while (letters.length > 1 && !fits(`${letters.join('').trimEnd()}…`)) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Puts lines one under the other into a box, in the middle of its height, at the side where reading starts. */
export function stack(lines: readonly { set: SetText; size: number; height: number }[], box: Rect, direction: Direction): Label[] {
  const total = lines.reduce((sum, { height }) => sum + height, 0);
  let y = box.y + (box.height - total) / 2;
  return lines.map(({ set, size, height }) => {
    const width = set.width * size;
    const label = { set, size, width, x: direction === 'rtl' ? box.x + box.width - width : box.x, baseline: y + height / 2 + 0.35 * size };
    y += height;
    return label;
  });
}
