import type { Word } from '@reels/contracts';

/** The words of a text, in scripts with and without spaces; punctuation stays on its word. */
export function segmentWords(_text: string): string[] {
  throw new Error('not yet');
}

/** Words as running text: spaces only between scripts that write them. */
export function joinWords(_words: readonly Pick<Word, 'text'>[]): string {
  throw new Error('not yet');
}
