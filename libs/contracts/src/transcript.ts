import type { Range } from './media.js';

/** What was said, when and by whom. Times are integer milliseconds from the start of the episode, half-open. */

/** How sure a word's times are, from the best to the coarsest. */
export type WordTiming =
  /** Found in the sound by forced alignment. */
  | 'aligned'
  /** The recognizer's own estimate (within a few tenths of a second). */
  | 'recognized'
  /** Given by the transcript that the user brought. */
  | 'given'
  /** Spread over a given or recognized sentence by the words' lengths. */
  | 'interpolated';

export interface Word {
  /** As written, with its punctuation; no white space. */
  text: string;
  startMs: number;
  endMs: number;
  /** 0..1; 1 where the user gave the text. */
  confidence: number;
}

export interface Sentence {
  /** A name or "Speaker 1"; null where the speaker is not known. */
  speaker: string | null;
  startMs: number;
  endMs: number;
  text: string;
  words: Word[];
  timing: WordTiming;
}

/** Where somebody speaks in an episode, in which language, and how that is cut into chunks: the artifact `speech`. */
export interface SpeechPlan {
  speech: Range[];
  chunks: Range[];
  /** BCP 47. */
  language: string;
}

/** What was recognized in one chunk: the artifact `words`, or so far, in `heardFolder`. Times are in the chunk's own time. */
export interface HeardChunk {
  words: Word[];
  /** BCP 47. */
  language: string;
  /** Where the chunk lies in the episode; missing in those from before it was kept. */
  range?: Range;
}

/**
 * Where object storage holds what was heard so far of the chunks under way, a HeardChunk for each, under the project's prefix.
 * A view for whoever waits, not a record: nothing is made from it, and it is gone when its chunk is finished.
 */
export const heardFolder = (projectId: string): string => `projects/${projectId}/heard/`;

export interface Transcript {
  /** BCP 47 code, such as "en"; "und" when it could not be found. */
  language: string;
  sentences: Sentence[];
}
