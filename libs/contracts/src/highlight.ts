import type { Range } from './media.js';

/** The rules that a highlight's edges keep; see ARCHITECTURE.md, "Boundary proof". */
export const BOUNDARY_RULES = [
  'startsAtSentence',
  'endsAtSentence',
  'pauseAfter',
  'opensOnItsOwn',
  'cutsNoSpeakerOff',
  'lengthWithinBounds',
] as const;
export type BoundaryRule = (typeof BOUNDARY_RULES)[number];

/** For each rule whether it holds; where it was bent, why, in a sentence. */
export type BoundaryProof = Record<BoundaryRule, { holds: boolean; why?: string }>;

export interface HighlightProposal extends Range {
  /** 0..100, comparable inside one episode only. */
  score: number;
  /** Sentences a producer understands, the weightiest first. */
  reasons: string[];
  title: string;
  boundaries: BoundaryProof;
}
