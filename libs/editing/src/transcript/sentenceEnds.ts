import { abbreviationsOf, stopsAfterOrdinal } from './abbreviations.js';
import type { SpokenWord } from './sentences.js';

/** The full stops, question and exclamation marks of the world's scripts. */
const TERMINAL = /[\p{Sentence_Terminal}…\u037e]$/u;
/** Those that also stand inside sentences: in abbreviations, names and hesitations. */
const UNSURE = /[.!?…]$/u;
const CLOSING = /[\p{Pe}\p{Pf}"'”’»」』）]+$/u;
const OPENING = /^[\p{Ps}\p{Pi}"'“‘«¿¡]+/u;
const ELLIPSIS = /(?:\.{2,}|…)$/;
/** A single letter, or letters with stops between them: "J.", "U.S.", "a.m." */
const INITIALS = /^(?:\p{L}\.)+$/u;
const ORDINAL = /^\d{1,3}\.$/;

/**
 * English words that begin a sentence far more often than they follow an abbreviation as a name would:
 * after "U.S." or "p.m." they tell a new sentence from "U.S. Army".
 */
const STARTERS = new Set(
  'The This That These Those It He She We They You I A An And But So Because If When What Why How Who Where There Then Now In On At As For My Our Your His Her Their Its Not No Yes'.split(' '),
);

/** An ellipsis before a capital is a hesitation unless the speaker rests this long. Also ends a sentence at "U.S." */
const RESTING_MS = 600;
/** In text without punctuation a pause of this length ends a sentence. */
const PAUSE_ENDS_MS = 700;
/** Music or an advertisement lies between; nobody pauses so long inside a sentence. */
const BREAK_MS = 5000;

/** No sentence is left longer than this without a stop: it is split at its longest pause. */
const LONGEST_MS = 25_000;
const LONGEST_WORDS = 60;
/** Below one stop in so many words a text counts as not punctuated; its sentences are then kept shorter. */
const WORDS_PER_STOP = 60;
const LONGEST_UNPUNCTUATED_MS = 10_000;
const LONGEST_UNPUNCTUATED_WORDS = 25;

/** Where sentences end: for each the index after its last word, ascending; the last is `words.length`. Linear in the words. */
export function sentenceEnds(words: readonly SpokenWord[], language: string): number[] {
  const style = styleOf(words, language);
  const ends: number[] = [];
  let from = 0;
  for (let index = 0; index < words.length; index += 1) {
    if (!endsHere(words, index, style)) continue;
    ends.push(...splitLongRun(words, from, index + 1, style), index + 1);
    from = index + 1;
  }
  return ends;
}

interface Style {
  language: string;
  abbreviations: ReadonlySet<string>;
  ordinals: boolean;
  /** Has stops at all. */
  punctuated: boolean;
  /** Begins sentences with capitals. */
  cased: boolean;
}

function styleOf(words: readonly SpokenWord[], language: string): Style {
  let stops = 0;
  let small = 0;
  words.forEach((word, index) => {
    if (!isStop(bare(word.text), language)) return;
    stops += 1;
    if (startsSmall(words[index + 1]?.text ?? '')) small += 1;
  });
  return {
    language,
    abbreviations: abbreviationsOf(language),
    ordinals: stopsAfterOrdinal(language),
    punctuated: stops * WORDS_PER_STOP >= words.length,
    cased: small * 2 <= stops,
  };
}

/** Greek asks with a semicolon. */
const isStop = (end: string, language: string): boolean => TERMINAL.test(end) || (language === 'el' && end.endsWith(';'));

/** The word without quotes and brackets after its stop. Only the end is looked at, so a hostile word costs nothing. */
const bare = (text: string): string => {
  const end = text.slice(-40);
  return end.replace(CLOSING, '') || end;
};

/** Begins with a small letter, and is no name such as "iPhone". */
function startsSmall(text: string): boolean {
  const letters = text.slice(0, 12).replace(OPENING, '');
  return /^\p{Ll}/u.test(letters) && !/^\p{Ll}\p{Lu}/u.test(letters);
}

function endsHere(words: readonly SpokenWord[], index: number, style: Style): boolean {
  const word = words[index];
  const next = words[index + 1];
  if (!word || !next) return true;
  if (next.newTurn || (next.speaker ?? null) !== (word.speaker ?? null)) return true;
  const pause = next.startMs - word.endMs;
  if (pause >= BREAK_MS || (!style.punctuated && pause >= PAUSE_ENDS_MS)) return true;
  const end = bare(word.text);
  if (!isStop(end, style.language)) return false;
  if (!UNSURE.test(end)) return true;
  if (style.cased && startsSmall(next.text)) return false;
  const rests = pause >= RESTING_MS || STARTERS.has(next.text.replace(/[’',].*$/u, ''));
  if (ELLIPSIS.test(end)) return rests || word.text.length !== end.length;
  if (!end.endsWith('.')) return true;
  const start = end.replace(OPENING, '');
  if (style.ordinals && ORDINAL.test(start)) return false;
  if (style.abbreviations.has(start.slice(0, -1).toLowerCase())) return false;
  return !INITIALS.test(start) || rests;
}

/** Ends inside a run of words that goes on too long without a stop: at the longest pause, else at a comma. */
function splitLongRun(words: readonly SpokenWord[], from: number, to: number, style: Style): number[] {
  const longestMs = style.punctuated ? LONGEST_MS : LONGEST_UNPUNCTUATED_MS;
  const longestWords = style.punctuated ? LONGEST_WORDS : LONGEST_UNPUNCTUATED_WORDS;
  const tooLong = (a: number, b: number) => b - a > longestWords || (words[b - 1]?.endMs ?? 0) - (words[a]?.startMs ?? 0) > longestMs;
  const ends: number[] = [];
  let begin = from;
  while (tooLong(begin, to)) {
    let reach = begin + 1;
    while (reach < to && !tooLong(begin, reach + 1)) reach += 1;
    const end = bestBreak(words, begin, Math.min(reach, to - 1));
    if (end <= begin) break;
    ends.push(end);
    begin = end;
  }
  return ends;
}

/** The best end among the later two thirds of the words from `begin` to `reach`. */
function bestBreak(words: readonly SpokenWord[], begin: number, reach: number): number {
  let best = reach;
  let bestWeight = -1;
  for (let end = begin + Math.max(1, Math.floor((reach - begin) / 3)); end <= reach; end += 1) {
    const word = words[end - 1];
    const next = words[end];
    if (!word || !next) continue;
    // A comma is worth a pause of 0.2 s: between equal pauses the clause decides.
    const weight = next.startMs - word.endMs + (/[,;:،、，；：—–-]$/u.test(word.text) ? 200 : 0);
    if (weight >= bestWeight) [best, bestWeight] = [end, weight];
  }
  return best;
}
