import type { CallOptions, Provider } from './provider.js';
import type { RecognizedWord } from './transcriber.js';

/** A word and where its times come from. */
export interface TimedWord extends RecognizedWord {
  timing: 'aligned' | 'recognized';
}

export interface AlignInput extends CallOptions {
  /** The file that was transcribed. */
  wavFile: string;
  /** Words with coarse times, in order. */
  words: RecognizedWord[];
  language: string;
}

export interface Alignment {
  /** The same words in the same order, times monotone. */
  words: TimedWord[];
  /** "aligned" when the words were looked for in the sound; single words may still have kept their coarse times. */
  timing: 'aligned' | 'recognized';
  /** Why the times stayed coarse, in a sentence; set when `timing` is "recognized". */
  why?: string;
}

/** Finds in the sound where each known word begins and ends. */
export interface Aligner extends Provider {
  /** Whether words of this language (BCP 47) can be looked for at all. */
  supports(language: string): boolean;
  /** Never fails for want of a language or a match: what cannot be aligned keeps its coarse times and says so. */
  align(input: AlignInput): Promise<Alignment>;
}
