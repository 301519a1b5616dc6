import { breakCost } from './grammar.js';
import type { CaptionWord } from './captionWords.js';

/** A word that has been measured. */
export interface MeasuredWord extends CaptionWord {
  /** Pixels at the style's full size. */
  width: number;
  /** Room in Latin letters. */
  cells: number;
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

/** Width of words side by side. */
export const lineWidth = (words: readonly MeasuredWord[], space: number): number =>
  words.reduce((sum, word, index) => sum + word.width + (index > 0 && word.spaced ? space : 0), 0);

/**
 * Where the lines of these words end (index after the last word of each), chosen for good breaks and even lengths.
 * Null when they do not fit. A word that is wider than the column stands alone and is shrunk later.
 */
export function breakLines(words: readonly MeasuredWord[], room: LineRoom, language: string): { ends: number[]; cost: number } | null {
  const count = words.length;
  // best[lines][end]: the cheapest way to set the first `end` words in so many lines.
  type Way = { cost: number; ends: number[] };
  let ways: (Way | null)[] = [{ cost: 0, ends: [] }, ...Array<null>(count).fill(null)];
  let best: Way | null = null;
  for (let line = 1; line <= room.maxLines; line += 1) {
    const next: (Way | null)[] = Array<Way | null>(count + 1).fill(null);
    for (let end = line; end <= count; end += 1) {
      for (let start = end - 1; start >= line - 1; start -= 1) {
        const fit = fitLine(words.slice(start, end), room);
        if (fit === null) break;
        const way = ways[start];
        if (!way) continue;
        const cost = way.cost + lineCost(words, start, end, fit, language);
        if (!next[end] || cost < (next[end] as Way).cost) next[end] = { cost, ends: [...way.ends, end] };
      }
    }
    const whole = next[count];
    if (whole && (!best || whole.cost < best.cost)) best = whole;
    ways = next;
  }
  return best;
}

/** What it costs to set the words from `start` to `end` in one line, of which they fill a share of `fit`. */
function lineCost(words: readonly MeasuredWord[], start: number, end: number, fit: number, language: string): number {
  const [last, next] = [words[end - 1] as MeasuredWord, words[end]];
  if (!next) return LINE_COST + LAST_RAGGED_WEIGHT * (1 - fit) ** 2 + (end - start === 1 && start > 0 ? WIDOW_COST : 0);
  const lonelyStart = end - start > 1 && words[end - 2]?.endsSentence;
  return LINE_COST + RAGGED_WEIGHT * (1 - fit) ** 2 + BREAK_WEIGHT * breakCost(last, next, language) + (lonelyStart ? LONELY_START_COST : 0);
}

/** The share of the column that the words fill; null when they do not fit. */
function fitLine(words: readonly MeasuredWord[], { column, space, maxCells }: LineRoom): number | null {
  const width = lineWidth(words, space);
  const letters = words.reduce((sum, word, index) => sum + word.cells + (index > 0 && word.spaced ? 1 : 0), 0);
  if (words.length > 1 && (width > column || letters > maxCells)) return null;
  return Math.min(1, width / column);
}
