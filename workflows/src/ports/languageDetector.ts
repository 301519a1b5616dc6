import type { Range } from '@reels/contracts';
import type { CallOptions, Provider } from './provider.js';

export interface DetectedLanguage {
  /** BCP 47 code; "und" when no language is likely enough. */
  language: string;
  /** 0..1: how sure the detector is over all the places it listened to. */
  confidence: number;
}

/** Finds which language is spoken. */
export interface LanguageDetector extends Provider {
  /** `speech`: where somebody speaks in `wavFile` (16 kHz mono PCM of any length); the detector chooses where to listen. */
  detect(input: { wavFile: string; speech: Range[] } & CallOptions): Promise<DetectedLanguage>;
}
