/**
 * Words in every script. Most scripts put spaces between words; Chinese, Japanese, Thai, Lao, Khmer and Burmese
 * do not, and their words are found by the dictionaries behind Intl.Segmenter (UAX #29).
 */

/** Scripts that set no space between words, even where they meet Latin letters or digits. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff9f]/u;
/** Scripts that set no space between their own words, but one beside a foreign word. */
const SOUTH_EAST_ASIAN = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WITHOUT_SPACES = new RegExp(`${EAST_ASIAN.source}|${SOUTH_EAST_ASIAN.source}`, 'u');

/** Marks that nobody says, unlike "&" or "%". */
const ONLY_PUNCTUATION = /^(?:(?![&%#@])\p{P})+$/u;
const ONLY_OPENING = /^[\p{Ps}\p{Pi}¿¡"']+$/u;

const dictionary = new Intl.Segmenter('und', { granularity: 'word' });

/** The words of a text in their order; punctuation stays on the word that it belongs to, white space is gone. */
export function segmentWords(text: string): string[] {
  const pieces = text.split(/\s+/u).flatMap((chunk) => (WITHOUT_SPACES.test(chunk) ? segmentChunk(chunk) : chunk ? [chunk] : []));
  return attachPunctuation(pieces);
}

/** The dictionaries' time grows with the square of a run's length: long runs are read through a window of this many characters. */
const WINDOW = 200;

function segmentChunk(chunk: string): string[] {
  const words: string[] = [];
  let from = 0;
  while (from < chunk.length) {
    const segments = Array.from(dictionary.segment(chunk.slice(from, from + WINDOW)), ({ segment }) => segment);
    // The window's edge may have cut the last word in two: the next window reads it again.
    if (from + WINDOW < chunk.length && segments.length > 1) segments.pop();
    for (const segment of segments) {
      words.push(segment);
      from += segment.length;
    }
  }
  return words;
}

/** Joins pieces that are punctuation alone to the word before them, opening ones to the word after. */
function attachPunctuation(pieces: string[]): string[] {
  const words: string[] = [];
  let prefix = '';
  for (const piece of pieces) {
    if (!ONLY_PUNCTUATION.test(piece)) {
      words.push(prefix + piece);
      prefix = '';
    } else if (words.length === 0 || prefix || ONLY_OPENING.test(piece)) prefix += piece;
    else words[words.length - 1] += piece;
  }
  if (prefix && words.length > 0) words[words.length - 1] += prefix;
  return words;
}

/** Words as running text: a space between two of them unless their script writes none. */
export function joinWords(words: readonly { text: string }[]): string {
  const parts: string[] = [];
  let before = '';
  for (const { text } of words) {
    if (before && needsSpace(before, text)) parts.push(' ');
    parts.push(text);
    before = text;
  }
  return parts.join('');
}

function needsSpace(before: string, after: string): boolean {
  const last = lastCharacter(before);
  const first = String.fromCodePoint(after.codePointAt(0) ?? 32);
  if (EAST_ASIAN.test(last) || EAST_ASIAN.test(first)) return false;
  return !(SOUTH_EAST_ASIAN.test(last) && SOUTH_EAST_ASIAN.test(first));
}

function lastCharacter(text: string): string {
  const unit = text.charCodeAt(text.length - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? text.slice(-2) : text.slice(-1);
}
