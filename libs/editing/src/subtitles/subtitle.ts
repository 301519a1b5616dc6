import type { Sentence, Word } from '@reels/contracts';
import { joinWords } from '../transcript/words.js';
import { breakCost } from './grammar.js';

/** One subtitle: at most two lines by one voice. */
export interface Subtitle {
  startMs: number;
  endMs: number;
  speaker: string | null;
  lines: string[];
}

/** Common to the guidelines of the BBC, Netflix and EBU. */
const LINE_CHARACTERS = 42;
const CHARACTERS_PER_SECOND = 20;
const SHORTEST_MS = 700;
/** A subtitle does not stay across a pause of this length. */
const LONGEST_PAUSE_MS = 1500;

/** Full-width characters take the room of two. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/gu;
const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

/**
 * Sentences as subtitles: at most 42 characters a line and two lines, broken where the grammar allows, shown for at
 * least 0.7 s and read at 20 characters a second where the next subtitle leaves the time.
 * @param endMs end of the recording: nothing is shown after it
 */
export function toSubtitles(sentences: readonly Sentence[], endMs: number): Subtitle[] {
  const subtitles = turnsOf(sentences).flatMap(({ speaker, words }) => layOut(words).map((subtitle) => ({ ...subtitle, speaker })));
  return subtitles.map((subtitle, index) => {
    const free = Math.min(subtitles[index + 1]?.startMs ?? endMs, endMs);
    const letters = subtitle.lines.reduce((sum, line) => sum + widthOf(line), 0);
    const wanted = subtitle.startMs + Math.max(SHORTEST_MS, Math.ceil((letters * 1000) / CHARACTERS_PER_SECOND));
    const spokenUntil = Math.max(subtitle.endMs, subtitle.startMs + 1);
    // Two voices at once: the later one takes the screen.
    const overlapping = (subtitles[index + 1]?.startMs ?? Infinity) < spokenUntil;
    return { ...subtitle, endMs: overlapping ? Math.max(free, subtitle.startMs + 1) : Math.max(spokenUntil, Math.min(wanted, free)) };
  });
}

function turnsOf(sentences: readonly Sentence[]): { speaker: string | null; words: Word[] }[] {
  const turns: { speaker: string | null; words: Word[] }[] = [];
  for (const { speaker, words } of sentences) {
    const last = turns.at(-1);
    if (last && last.speaker === speaker) last.words.push(...words.flatMap(splitWideWord));
    else turns.push({ speaker, words: words.flatMap(splitWideWord) });
  }
  return turns;
}

/** A word wider than a line (an address, a string of signs) in pieces that fit, each with its share of the time. */
function splitWideWord(word: Word): Word[] {
  if (widthOf(word.text) <= LINE_CHARACTERS) return [word];
  const pieces: string[] = [''];
  for (const character of word.text) {
    if (widthOf(pieces[pieces.length - 1] + character) > LINE_CHARACTERS) pieces.push('');
    pieces[pieces.length - 1] += character;
  }
  const at = (index: number) => word.startMs + Math.round(((word.endMs - word.startMs) * index) / pieces.length);
  return pieces.map((text, index) => ({ ...word, text, startMs: at(index), endMs: at(index + 1) }));
}

/** No more words than this fit two lines sensibly; bounds the search. */
const MOST_WORDS = 30;

/** Words with what laying them out asks again and again. `gap` n lies between word n - 1 and word n. */
interface Measured {
  words: readonly Word[];
  /** Width of the words [from, to) on one line. */
  width(from: number, to: number): number;
  /** What a break at a gap costs. */
  breakCosts: readonly number[];
  /** How many gaps inside [from, to) end a sentence, and how many are long pauses. */
  stops(from: number, to: number): number;
  pauses(from: number, to: number): number;
}

function measure(words: readonly Word[]): Measured {
  const spaces = words.map((word, n) => (n > 0 && joinWords([words[n - 1] as Word, word]).includes(' ') ? 1 : 0));
  const breakCosts = words.map((word, n) => (n > 0 ? breakCost((words[n - 1] as Word).text, word.text) : 0));
  const long = words.map((word, n) => n > 0 && word.startMs - (words[n - 1] as Word).endMs >= LONGEST_PAUSE_MS);
  const widthSum = runningSums(words.map((word, n) => widthOf(word.text) + (spaces[n] ?? 0)));
  const stopSum = runningSums(breakCosts.map((cost, n) => (n > 0 && cost === 0 ? 1 : 0)));
  const pauseSum = runningSums(long.map(Number));
  return {
    words,
    width: (from, to) => widthSum(from, to) - (spaces[from] ?? 0),
    breakCosts,
    stops: (from, to) => stopSum(from + 1, to),
    pauses: (from, to) => pauseSum(from + 1, to),
  };
}

function runningSums(values: readonly number[]): (from: number, to: number) => number {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  return (from, to) => (sums[to] ?? 0) - (sums[from] ?? 0);
}

/** Chooses where subtitles break by dynamic programming: `cost[n]` is the least cost of laying out the first n words. */
function layOut(words: readonly Word[]): Omit<Subtitle, 'speaker'>[] {
  const measured = measure(words);
  const cost = [0];
  const from = [0];
  for (let end = 1; end <= words.length; end += 1) {
    cost[end] = Infinity;
    for (let begin = end - 1; begin >= Math.max(0, end - MOST_WORDS); begin -= 1) {
      const line = lineBreak(measured, begin, end);
      if (!line) {
        if (measured.width(begin, end) > 2 * LINE_CHARACTERS + 1) break;
        continue;
      }
      const total = (cost[begin] ?? 0) + groupCost(measured, begin, end) + line.cost;
      if (total < (cost[end] ?? Infinity)) [cost[end], from[end]] = [total, begin];
    }
  }
  const subtitles: Omit<Subtitle, 'speaker'>[] = [];
  for (let end = words.length; end > 0; end = from[end] ?? 0) subtitles.push(toSubtitle(measured, from[end] ?? 0, end));
  return subtitles.reverse();
}

function toSubtitle(measured: Measured, from: number, to: number): Omit<Subtitle, 'speaker'> {
  const at = lineBreak(measured, from, to)?.at ?? to;
  const lines = [measured.words.slice(from, at), measured.words.slice(at, to)].filter((line) => line.length > 0);
  return { startMs: measured.words[from]?.startMs ?? 0, endMs: measured.words[to - 1]?.endMs ?? 0, lines: lines.map(joinWords) };
}

function groupCost({ words, width, breakCosts, stops, pauses }: Measured, from: number, to: number): number {
  const startMs = words[from]?.startMs ?? 0;
  // A subtitle may stay until the next word begins.
  const shownMs = (words[to]?.startMs ?? (words[to - 1]?.endMs ?? 0) + SHORTEST_MS) - startMs;
  const tooShort = shownMs < SHORTEST_MS ? 20 : 0;
  const hasty = width(from, to) * 1000 > shownMs * CHARACTERS_PER_SECOND ? 3 : 0;
  return 4 + tooShort + hasty + (pauses(from, to) > 0 ? 20 : 0) + 2 * stops(from, to) + (to < words.length ? (breakCosts[to] ?? 0) : 0);
}

/** Where one or two lines of at most 42 characters part (`at`: first word of the second), where it hurts least; null when the words do not fit. */
function lineBreak({ width, breakCosts }: Measured, from: number, to: number): { at: number; cost: number } | null {
  if (width(from, to) <= LINE_CHARACTERS) return { at: to, cost: 0 };
  let best: { at: number; cost: number } | null = null;
  for (let at = from + 1; at < to && width(from, at) <= LINE_CHARACTERS; at += 1) {
    if (width(at, to) > LINE_CHARACTERS) continue;
    const cost = (breakCosts[at] ?? 0) + Math.abs(width(from, at) - width(at, to)) / 10;
    if (!best || cost < best.cost) best = { at, cost };
  }
  return best;
}
