import type { Range, Transcript } from '@reels/contracts';

export interface CutPlan {
  /** What the reel keeps of the episode, in order; never overlapping. */
  ranges: Range[];
}

/** The cut of one highlight: a little air around its words, and no neighbour's word in it. */
export function planCut(_highlight: Range, _transcript: Transcript, _episode: { durationMs: number }): CutPlan {
  throw new Error('not yet');
}
