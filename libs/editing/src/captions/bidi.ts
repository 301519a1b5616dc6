/** The order in which the words of a line stand, left to right: the Unicode Bidirectional Algorithm (UAX #9) for whole words. */

export type Direction = 'ltr' | 'rtl';

export const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;

/** The direction in which most letters of the text run. */
export function directionOf(text: string): Direction {
  let balance = 0;
  for (const character of text) if (LETTER.test(character)) balance += RTL_LETTER.test(character) ? -1 : 1;
  return balance < 0 ? 'rtl' : 'ltr';
}

/** The indices of the words in the order in which they stand from left to right. */
export function visualOrder(words: readonly string[], base: Direction): number[] {
  const runs: { kind: Direction; words: number[] }[] = [];
  words.forEach((word, index) => {
    const run = runs.at(-1);
    // A number goes on what it follows (rules W7 and N1); a word without letters or digits stands in the line's own direction (N2).
    const kind = directionOfWord(word) ?? (DIGIT.test(word) && run ? run.kind : base);
    if (run && run.kind === kind) run.words.push(index);
    else runs.push({ kind, words: [index] });
  });
  const leftToRight = runs.map(({ kind, words: run }) => (kind === 'rtl' ? [...run].reverse() : run));
  return (base === 'rtl' ? leftToRight.reverse() : leftToRight).flat();
}

/** By the word's first letter; null for a number or a mark. */
function directionOfWord(word: string): Direction | null {
  for (const character of word) if (LETTER.test(character)) return RTL_LETTER.test(character) ? 'rtl' : 'ltr';
  return null;
}
