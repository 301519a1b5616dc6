import type { Range, Sentence, Transcript } from '@reels/contracts';

/** The sentences inside a cut, re-timed to the reel's own clock (ms from its first frame). */
export function cutSentences(_transcript: Transcript, _ranges: readonly Range[]): Sentence[] {
  throw new Error('not yet');
}
