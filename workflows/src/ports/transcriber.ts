import type { Range, Word } from '@reels/contracts';
import type { CallOptions, Provider } from './provider.js';

/**
 * A word as the recognizer heard it, in milliseconds from the start of the file it was given.
 * In scripts without spaces a word is what Unicode's word rules make of the text, with its punctuation.
 */
export interface RecognizedWord extends Word {
  /** Number of the stretch of text in which the recognizer gave it; a change is a likely place for a pause. Never falls. */
  segment: number;
}

export interface TranscribeInput extends CallOptions {
  /** One chunk: 16 kHz mono PCM, a few minutes. */
  wavFile: string;
  /** Where somebody speaks, in the file's own time. Nothing is transcribed outside of it. */
  speech: Range[];
  /** BCP 47 code, or "und" to let the recognizer find out for itself. */
  language: string;
  /**
   * Called with the words recognized so far, in order, whenever there are more: for somebody who watches. The answer may differ
   * in a word. Recognizers that answer all at once never call it.
   */
  onHeard?: (words: RecognizedWord[]) => void;
}

/** Turns speech into words with punctuation and case. */
export interface Transcriber extends Provider {
  /** Words in order; empty where nothing was said. Throws UserError PROVIDER_FAILED when the recognizer breaks. */
  transcribe(input: TranscribeInput): Promise<{ words: RecognizedWord[]; language: string; costMicroUsd: number }>;
}
