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

/** Chooses where subtitles break by dynamic programming: `cost[n]` is the least cost of laying out the first n words. */
function layOut(words: readonly Word[]): Omit<Subtitle, 'speaker'>[] {
  const cost = [0];
  const from = [0];
  for (let end = 1; end <= words.length; end += 1) {
    cost[end] = Infinity;
    for (let begin = end - 1; begin >= Math.max(0, end - MOST_WORDS); begin -= 1) {
      const group = words.slice(begin, end);
      const lines = breakLines(group);
      if (!lines) break;
      const total = (cost[begin] ?? 0) + groupCost(group, words[end]) + lines.cost;
      if (total < (cost[end] ?? Infinity)) [cost[end], from[end]] = [total, begin];
    }
  }
  const subtitles: Omit<Subtitle, 'speaker'>[] = [];
  for (let end = words.length; end > 0; end = from[end] ?? 0) {
    const group = words.slice(from[end], end);
    subtitles.unshift({ startMs: group[0]?.startMs ?? 0, endMs: group.at(-1)?.endMs ?? 0, lines: breakLines(group)?.lines ?? [] });
  }
  return subtitles;
}

function groupCost(group: readonly Word[], next: Word | undefined): number {
  const first = group[0] as Word;
  const last = group[group.length - 1] as Word;
  // A subtitle may stay until the next word begins.
  const shownMs = (next?.startMs ?? last.endMs + SHORTEST_MS) - first.startMs;
  const tooShort = shownMs < SHORTEST_MS ? 20 : 0;
  const hasty = widthOf(joinWords(group)) * 1000 > shownMs * CHARACTERS_PER_SECOND ? 3 : 0;
  const pauses = group.some((word, index) => index > 0 && word.startMs - (group[index - 1] as Word).endMs >= LONGEST_PAUSE_MS) ? 20 : 0;
  const full = group.slice(1).filter((word, index) => breakCost((group[index] as Word).text, word.text) === 0).length * 2;
  return 4 + tooShort + hasty + pauses + full + (next ? breakCost(last.text, next.text) : 0);
}

/** One or two lines of at most 42 characters, divided where it hurts least; null when the words do not fit. */
function breakLines(group: readonly Word[]): { lines: string[]; cost: number } | null {
  const whole = joinWords(group);
  if (widthOf(whole) <= LINE_CHARACTERS) return { lines: [whole], cost: 0 };
  if (widthOf(whole) > 2 * LINE_CHARACTERS + 1) return null;
  let best: { lines: string[]; cost: number } | null = null;
  for (let at = 1; at < group.length; at += 1) {
    const lines = [joinWords(group.slice(0, at)), joinWords(group.slice(at))];
    const [upper = 0, lower = 0] = lines.map(widthOf);
    if (upper > LINE_CHARACTERS || lower > LINE_CHARACTERS) continue;
    const cost = breakCost((group[at - 1] as Word).text, (group[at] as Word).text) + Math.abs(upper - lower) / 10;
    if (!best || cost < best.cost) best = { lines, cost };
  }
  return best;
}
