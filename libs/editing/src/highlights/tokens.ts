import { segmentWords } from '../transcript/words.js';

const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const DENSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A sentence is read no further than this; nobody speaks longer ones, and patterns stay fast on hostile text. */
const LONGEST_READ = 1500;

/** A sentence's text with straight quotes, as the patterns of languages/ expect it. */
export const plainQuotes = (text: string): string => text.slice(0, LONGEST_READ).replace(/[’‘]/g, "'").replace(/[“”]/g, '"');

/** The words of a sentence in small letters, without punctuation and digits. */
export function tokensOf(plain: string): string[] {
  const lower = plain.toLowerCase();
  const text = WITHOUT_SPACES.test(lower) ? segmentWords(lower).join(' ') : lower;
  return text.match(/\p{L}[\p{L}\p{M}']*/gu) ?? [];
}

/** Whether a word is long enough to carry meaning: five letters, or two syllables where a character is a syllable. */
export const isLong = (token: string): boolean => token.length > (DENSE.test(token) ? 1 : 4);
