import type { Range } from '@reels/contracts';
import type { CallOptions, Provider } from './provider.js';

/** Finds where somebody speaks. */
export interface VoiceActivityDetector extends Provider {
  /** `wavFile`: 16 kHz mono PCM of any length. Gives the speech in order, without overlaps; empty when nobody speaks. */
  detect(input: { wavFile: string } & CallOptions): Promise<Range[]>;
}
