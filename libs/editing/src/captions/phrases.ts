import { NEVER } from './grammar.js';
import { breakLines } from './lines.js';
import type { LineRoom, MeasuredWord } from './lines.js';

/** How a style cuts speech into phrases. */
export interface PhraseRules extends LineRoom {
  /** Words at most, and as many as look best. */
  maxWords: number;
  goodWords: number;
  /** What a sentence's end inside a phrase costs. */
  acrossSentences: number;
}

/** Words that are shown together, in lines. */
export interface Phrase {
  lines: MeasuredWord[][];
}

/** Shorter than this a phrase cannot be read. */
export const SHORTEST_PHRASE_MS = 500;
/** A pause that makes half of a break's cost. */
const HALVING_PAUSE_MS = 160;
/** A pause that a phrase should not span. */
const LONG_PAUSE_MS = 450;
const PHRASE_COST = 0.6;
const TOO_SHORT_COST = 40;
const ONE_WORD_COST = 3;
const SIZE_WEIGHT = 3;
/** Scripts without spaces have shorter words: so many letters count as one. */
const CELLS_A_WORD = 6;

/** Cuts words into phrases where breath and grammar part them, so that each fits its lines. Every word is in exactly one phrase. */
export function cutPhrases(words: readonly MeasuredWord[], rules: PhraseRules): Phrase[] {
  type Way = { cost: number; from: number; lines: MeasuredWord[][] };
  const ways: Way[] = [{ cost: 0, from: 0, lines: [] }];
  for (let end = 1; end <= words.length; end += 1) {
    let best: Way | null = null;
    for (let start = end - 1; start >= 0; start -= 1) {
      const group = words.slice(start, end);
      if (group.length > 1 && (size(group) > rules.maxWords || letters(group) > rules.maxLines * rules.maxCells || group[0]?.speaker !== group[1]?.speaker)) break;
      const lines = breakLines(group, rules);
      if (!lines) break;
      const cost = (ways[start] as Way).cost + phraseCost(group, words[end], rules) + lines.cost * 0.5;
      if (!best || cost < best.cost) best = { cost, from: start, lines: splitAt(group, lines.ends) };
    }
    ways.push(best as Way);
  }
  const phrases: Phrase[] = [];
  for (let end = words.length; end > 0; end = (ways[end] as Way).from) phrases.unshift({ lines: (ways[end] as Way).lines });
  return phrases;
}

function phraseCost(group: readonly MeasuredWord[], next: MeasuredWord | undefined, rules: PhraseRules): number {
  const first = group[0] as MeasuredWord;
  const last = group[group.length - 1] as MeasuredWord;
  let cost = PHRASE_COST + SIZE_WEIGHT * ((size(group) - rules.goodWords) / rules.goodWords) ** 2;
  if (group.length === 1 && !last.endsSentence) cost += ONE_WORD_COST;
  if ((next?.startMs ?? Infinity) - first.startMs < SHORTEST_PHRASE_MS) cost += TOO_SHORT_COST;
  if (next && next.speaker === last.speaker) cost += breathed(last.breakAfter, next.startMs - last.endMs);
  for (let index = 1; index < group.length; index += 1) {
    const [before, after] = [group[index - 1] as MeasuredWord, group[index] as MeasuredWord];
    if (before.endsSentence) cost += rules.acrossSentences;
    cost += 2 * Math.max(0, (after.startMs - before.endMs) / LONG_PAUSE_MS - 1);
  }
  return cost;
}

/** A pause makes a break better, but none between an article and its noun. */
const breathed = (cost: number, pauseMs: number): number => (cost >= NEVER ? cost : cost / (1 + Math.max(0, pauseMs) / HALVING_PAUSE_MS));

/** How many words a reader sees. */
const size = (group: readonly MeasuredWord[]): number => group.reduce((sum, word) => sum + (word.spaced ? 1 : word.cells / CELLS_A_WORD), 0);

const letters = (group: readonly MeasuredWord[]): number => group.reduce((sum, word) => sum + word.cells, 0);

const splitAt = <T>(items: readonly T[], ends: readonly number[]): T[][] => ends.map((end, index) => items.slice(ends[index - 1] ?? 0, end));
