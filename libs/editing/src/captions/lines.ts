import type { CaptionWord } from './captionWords.js';

/** A word that has been measured. */
export interface MeasuredWord extends CaptionWord {
  /** Pixels at the style's full size. */
  width: number;
  /** Room in Latin letters. */
  cells: number;
  /** How bad a break after it is; see `breakCost`. */
  breakAfter: number;
}

/** The room that lines have. */
export interface LineRoom {
  /** Pixels. */
  column: number;
  /** Pixels between two words. */
  space: number;
  maxLines: number;
  /** In Latin letters. */
  maxCells: number;
}

/** How much an uneven line weighs against a bad break. */
const RAGGED_WEIGHT = 4;
/** The last line may be shorter than the others. */
const LAST_RAGGED_WEIGHT = 1.2;
const LINE_COST = 1.4;
/** The eye finds the next line sooner than the next phrase. */
const BREAK_WEIGHT = 0.4;
/** A line that ends on the first word of a sentence. */
const LONELY_START_COST = 3;
/** A last line of one word. */
const WIDOW_COST = 1.5;

type Way = { cost: number; ends: number[] };

/**
 * Where the lines of these words end (index after the last word of each), chosen for good breaks and even lengths.
 * Null when they do not fit. A word that is wider than the column stands alone and is shrunk later.
 */
export function breakLines(words: readonly MeasuredWord[], room: LineRoom): Way | null {
  const count = words.length;
  const fill = lineFill(words, room);
  // ways[end]: the cheapest way to set the first `end` words in as many lines as have been looked at.
  let ways: (Way | undefined)[] = [{ cost: 0, ends: [] }];
  let best: Way | null = null;
  for (let line = 1; line <= Math.min(room.maxLines, count); line += 1) {
    const next: (Way | undefined)[] = [];
    for (let end = line; end <= count; end += 1) {
      for (let start = end - 1; start >= line - 1; start -= 1) {
        const fit = fill(start, end);
        if (fit === null) break;
        const way = ways[start];
        if (!way) continue;
        const cost = way.cost + lineCost(words, start, end, fit);
        if (cost < (next[end]?.cost ?? Infinity)) next[end] = { cost, ends: [...way.ends, end] };
      }
    }
    const whole = next[count];
    if (whole && whole.cost < (best?.cost ?? Infinity)) best = whole;
    ways = next;
  }
  return best;
}

/** What it costs to set the words from `start` to `end` in one line, of which they fill a share of `fit`. */
function lineCost(words: readonly MeasuredWord[], start: number, end: number, fit: number): number {
  if (end === words.length) return LINE_COST + LAST_RAGGED_WEIGHT * (1 - fit) ** 2 + (end - start === 1 && start > 0 ? WIDOW_COST : 0);
  const lonelyStart = end - start > 1 && words[end - 2]?.endsSentence;
  return LINE_COST + RAGGED_WEIGHT * (1 - fit) ** 2 + BREAK_WEIGHT * (words[end - 1]?.breakAfter ?? 0) + (lonelyStart ? LONELY_START_COST : 0);
}

/** Tells which share of the column a stretch of the words fills; null when it does not fit. */
function lineFill(words: readonly MeasuredWord[], { column, space, maxCells }: LineRoom): (start: number, end: number) => number | null {
  const widths = [0];
  const letters = [0];
  words.forEach((word, at) => {
    widths.push((widths[at] as number) + word.width + (word.spaced ? space : 0));
    letters.push((letters[at] as number) + word.cells + (word.spaced ? 1 : 0));
  });
  return (start, end) => {
    const leading = words[start]?.spaced ? 1 : 0;
    const width = (widths[end] as number) - (widths[start] as number) - leading * space;
    const cells = (letters[end] as number) - (letters[start] as number) - leading;
    return end - start > 1 && (width > column || cells > maxCells) ? null : Math.min(1, width / column);
  };
}
