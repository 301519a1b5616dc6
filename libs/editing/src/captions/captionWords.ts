import type { Sentence } from '@reels/contracts';
import { joinWords, segmentWords } from '../transcript/words.js';
import { cleanText } from './cleanText.js';

/** One word as it is shown and lit. In scripts without spaces: what a dictionary takes for a word, with the endings that lean on it. */
export interface CaptionWord {
  /** As it is shown. */
  text: string;
  /** As it was written, with its punctuation. */
  said: string;
  startMs: number;
  endMs: number;
  /** Whether white space stands before it. */
  spaced: boolean;
  speaker: string | null;
  /** Whether a sentence ends with it. */
  endsSentence: boolean;
}

/** Japanese endings and particles, which belong to the word before them. */
const JAPANESE_ENDING = /^[\p{Script=Hiragana}ー]{1,4}[、。！？」』）]*$/u;
const CHINESE_PARTICLE = /^[的了着著过過吗嗎呢吧啊们們得地][，。！？、”」]*$/u;
const CLOSED = /[\p{P}]$/u;
const MOST_LETTERS = 8;

/** The words of the sentences, cleaned for drawing, in the order in which they are said. */
export function captionWords(sentences: readonly Sentence[]): CaptionWord[] {
  return sentences.flatMap(({ words, speaker }) => {
    const shown = chunks(words.map((word) => ({ ...word, text: cleanText(word.text).replaceAll(' ', '') })).filter(({ text }) => text)).flatMap(splitChunk);
    return shown.map((word, index) => ({ ...word, said: word.text, speaker, endsSentence: index === shown.length - 1 }));
  });
}

interface Piece {
  text: string;
  startMs: number;
  endMs: number;
}
type Spaced = Piece & { spaced: boolean };

/** Words that are written without space between them, together. */
function chunks(words: readonly Piece[]): Piece[][] {
  const found: Piece[][] = [];
  words.forEach((word, index) => {
    const before = words[index - 1];
    if (before && joinWords([before, word]) === before.text + word.text) found.at(-1)?.push(word);
    else found.push([word]);
  });
  return found;
}

/** A recognizer's pieces of text without spaces are single characters or whole sentences: cut into words anew, each at the time of its characters. */
function splitChunk(chunk: Piece[]): Spaced[] {
  const text = chunk.map((piece) => piece.text).join('');
  const words = segmentWords(text);
  if (words.length < 2 && chunk.length < 2) return chunk.map((piece) => ({ ...piece, spaced: true }));
  const timeAt = clock(chunk);
  let at = 0;
  const timed = (words.length ? words : [text]).map((word, index) => {
    const startMs = timeAt(at, false);
    at += word.length;
    return { text: word, startMs, endMs: timeAt(at, true), spaced: index === 0 };
  });
  return joinEndings(timed);
}

/** The time of a place in the joined text; where two pieces meet, the end of the first (`ending`) or the start of the second. */
function clock(chunk: readonly Piece[]): (at: number, ending: boolean) => number {
  return (at, ending) => {
    let from = 0;
    for (const { text, startMs, endMs } of chunk) {
      const to = from + text.length;
      if (at < to || (ending && at === to)) return Math.round(startMs + ((endMs - startMs) * (at - from)) / text.length);
      from = to;
    }
    return chunk.at(-1)?.endMs ?? 0;
  };
}

function joinEndings(words: Spaced[]): Spaced[] {
  const joined: Spaced[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    const leans = JAPANESE_ENDING.test(word.text) || CHINESE_PARTICLE.test(word.text);
    if (before && leans && !CLOSED.test(before.text) && before.text.length + word.text.length <= MOST_LETTERS) {
      joined[joined.length - 1] = { ...before, text: before.text + word.text, endMs: word.endMs };
    } else joined.push(word);
  }
  return joined;
}
