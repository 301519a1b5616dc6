import type { Range, Transcript } from '@reels/contracts';

export interface CutPlan {
  /** What the reel keeps of the episode, in order; never overlapping. */
  ranges: Range[];
}

/** Air before the first word, so that its onset is whole. */
const LEAD_IN_MS = 120;
/** Air after the last word, so that it rings out; a listener hears less as a chop. */
const TAIL_MS = 400;

/** All that planCut looks at: sentences that are not spoken in this range change nothing. */
export const reachOf = ({ startMs, endMs }: Range): Range => ({ startMs: startMs - LEAD_IN_MS, endMs: endMs + TAIL_MS });

/**
 * The cut of one highlight: from a little before its first word to a little after its last, as far as the
 * neighbouring words leave room. One range for now; words taken out from inside would make several.
 * @param highlight begins and ends where sentences do
 */
export function planCut(highlight: Range, transcript: Transcript, { durationMs }: { durationMs: number }): CutPlan {
  let before = 0;
  let after = durationMs;
  for (const word of transcript.sentences.flatMap((sentence) => sentence.words)) {
    // Another voice may talk across an edge; then there is no room on that side.
    if (word.startMs < highlight.startMs) before = Math.max(before, Math.min(word.endMs, highlight.startMs));
    if (word.endMs > highlight.endMs) after = Math.min(after, Math.max(word.startMs, highlight.endMs));
  }
  const startMs = Math.max(before, highlight.startMs - LEAD_IN_MS);
  const endMs = Math.max(Math.min(after, highlight.endMs + TAIL_MS), Math.min(highlight.endMs, durationMs));
  return { ranges: [{ startMs, endMs }] };
}
