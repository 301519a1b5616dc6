import type { BoundaryProof } from './highlight.js';
import type { Range } from './media.js';
import type { Checks, MadeBy } from './stages.js';

/** The contract of `reels.json`; docs/reels.schema.json states it as JSON Schema. Paths are relative to its folder. */
export interface ReelsJson {
  project: string;
  transcript: 'transcript.json';
  reels: ReelJson[];
}

export interface ReelJson {
  file: string;
  srt: string;
  vtt: string;
  thumbnail: string;
  title: string;
  score: number;
  reasons: string[];
  boundaries: BoundaryProof;
  cut: Range[];
  checks: Checks;
  madeBy: MadeBy[];
}
