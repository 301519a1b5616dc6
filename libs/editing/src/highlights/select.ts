import type { HighlightProposal, Range, Transcript } from '@reels/contracts';
import type { VoiceSignals } from './voice.js';

export interface SelectOptions {
  /** How many highlights at most. */
  reels: number;
  minMs: number;
  maxMs: number;
  /** Only whole sentences inside this part; null: all of the episode. */
  part: Range | null;
  /** Length of the episode, to know the pause after its last sentence. */
  durationMs?: number;
  /** What the sound tells, one entry for each sentence. */
  voice?: VoiceSignals;
  /** How much an early place in the episode counts, 0 (not at all) to 1 (as editors choose); default 1. */
  earliness?: number;
}

/** Proposes highlights, the best first; an empty list when no stretch fits. Deterministic. */
export function selectHighlights(_transcript: Transcript, _options: SelectOptions): HighlightProposal[] {
  throw new Error('not yet');
}
