import type { Sentence } from '@reels/contracts';

/** Sentences as a WebVTT file, with voice tags where the speaker is known. */
export function toVtt(_sentences: readonly Sentence[]): string {
  throw new Error('not yet');
}
