import type { Range } from '@reels/contracts';
import type { CallOptions, Provider } from './provider.js';

/** A stretch in which one person speaks. */
export interface SpeakerTurn extends Range {
  /** "Speaker 1", "Speaker 2" ... in the order in which they are first heard. */
  speaker: string;
}

/** Turns in order, without overlaps; or none, with the reason in a sentence. Never a guess. */
export type Diarization = { turns: SpeakerTurn[] } | { turns: null; why: string };

/** Tells who speaks when, without knowing anybody's name. */
export interface Diarizer extends Provider {
  /** `speech`: where somebody speaks in `wavFile` (16 kHz mono PCM of any length). */
  diarize(input: { wavFile: string; speech: Range[] } & CallOptions): Promise<Diarization>;
}
