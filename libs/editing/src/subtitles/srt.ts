import type { Sentence } from '@reels/contracts';

/** Sentences as a SubRip file. */
export function toSrt(_sentences: readonly Sentence[]): string {
  throw new Error('not yet');
}
