import type { Sentence, Word, WordTiming } from '@reels/contracts';

export type SpokenWord = Word & { speaker?: string | null };

/** Splits words in the order in which they were spoken into sentences. */
export function sentencesFromWords(_words: readonly SpokenWord[], _language: string, _timing: WordTiming): Sentence[] {
  throw new Error('not yet');
}
