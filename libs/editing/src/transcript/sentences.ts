import type { Sentence, Word, WordTiming } from '@reels/contracts';
import { sentenceEnds } from './sentenceEnds.js';
import { joinWords } from './words.js';

/** A word and, where it is known, who says it. */
export type SpokenWord = Word & {
  speaker?: string | null;
  /** Somebody else begins with this word, though nobody knows who. */
  newTurn?: boolean;
};

/**
 * Splits words, in the order in which they were spoken, into sentences: at the punctuation, at every change of
 * speaker, and, where punctuation is missing for long, at pauses.
 * @param language BCP 47 code, for abbreviations; "und" where it is not known
 * @param timing how the words' times were found
 */
export function sentencesFromWords(words: readonly SpokenWord[], language: string, timing: WordTiming): Sentence[] {
  return splitIntoSentences(words, language).map((group) => toSentence(group, timing));
}

/** The same split, as the groups of words themselves. */
export function splitIntoSentences<W extends SpokenWord>(words: readonly W[], language: string): W[][] {
  const ends = sentenceEnds(words, language);
  const groups: W[][] = [];
  let from = 0;
  for (const end of ends) {
    groups.push(words.slice(from, end));
    from = end;
  }
  return groups;
}

/** One sentence of at least one word. */
export function toSentence(words: readonly SpokenWord[], timing: WordTiming): Sentence {
  return {
    speaker: words[0]?.speaker ?? null,
    startMs: words[0]?.startMs ?? 0,
    endMs: words.reduce((latest, word) => Math.max(latest, word.endMs), 0),
    text: joinWords(words),
    words: words.map(({ text, startMs, endMs, confidence }) => ({ text, startMs, endMs, confidence })),
    timing,
  };
}
