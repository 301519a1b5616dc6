import { cleanText } from './cueText.js';
import { joinWords, segmentWords } from './words.js';

/**
 * The words of a text that somebody typed over others. Where it begins and ends as the old text did, its words are the old ones:
 * a script without spaces may have been cut into other words by the recognizer than a dictionary cuts it into.
 */
export function typedWords(text: string, old: readonly { text: string }[]): string[] {
  const typed = cleanText(text).replace(/\s+/gu, ' ').trim();
  let head = old.length;
  while (head > 0 && !beginsWith(typed, old.slice(0, head))) head -= 1;
  let rest = typed.slice(joinWords(old.slice(0, head)).length);
  let tail = old.length - head;
  while (tail > 0 && !endsWith(rest, old.slice(old.length - tail))) tail -= 1;
  rest = rest.slice(0, rest.length - joinWords(old.slice(old.length - tail)).length);
  const between = segmentWords(rest);
  // Punctuation alone belongs to a word beside it.
  if (between.length === 0 && rest.trim()) return segmentWords(typed);
  return [...textsOf(old.slice(0, head)), ...between, ...textsOf(old.slice(old.length - tail))];
}

const textsOf = (words: readonly { text: string }[]): string[] => words.map((word) => word.text);

/** With whole words: "breads" does not begin with "bread". */
function beginsWith(text: string, words: readonly { text: string }[]): boolean {
  const head = joinWords(words);
  const rest = text.slice(head.length);
  return text.startsWith(head) && (rest === '' || rest.startsWith(' ') || !joinWords([...words, { text: rest }]).startsWith(`${head} `));
}

function endsWith(text: string, words: readonly { text: string }[]): boolean {
  const tail = joinWords(words);
  const rest = text.slice(0, text.length - tail.length);
  return text.endsWith(tail) && (rest === '' || rest.endsWith(' ') || !joinWords([{ text: rest }, ...words]).endsWith(` ${tail}`));
}
