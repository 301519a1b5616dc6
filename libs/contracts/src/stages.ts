import type { Range } from './media.js';

/** The stages of a project, in the order in which they run. */
export const STAGES = ['ingest', 'transcribe', 'select', 'review', 'render', 'check'] as const;
export type Stage = (typeof STAGES)[number];

export const PROJECT_STATES = ['queued', 'running', 'waiting', 'done', 'failed', 'cancelled'] as const;
/** `waiting`: the highlights wait for approval. */
export type ProjectState = (typeof PROJECT_STATES)[number];

export const HIGHLIGHT_STATES = ['proposed', 'approved', 'rejected'] as const;
export type HighlightState = (typeof HIGHLIGHT_STATES)[number];

export const REEL_STATES = ['queued', 'rendering', 'checking', 'ready', 'failed', 'cancelled'] as const;
export type ReelState = (typeof REEL_STATES)[number];

export const ARTIFACT_KINDS = [
  'source',
  'audio',
  'peaks',
  'cover',
  'facts',
  'speech',
  'chunk',
  'words',
  'speakers',
  'transcript',
  'highlights',
  'video',
  'thumbnail',
  'srt',
  'vtt',
] as const;
/** `speech`: where somebody speaks, in which language, and how the sound is cut into chunks; `chunk`: what was recognized in one; `words`: its words, aligned. */
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/** Who made an artifact, and for how much. */
export interface MadeBy {
  step: string;
  provider: string;
  version: string;
  /** Integer micro-dollars; 0 for a local provider. */
  costMicroUsd: number;
  /** Set when this provider stood in for the one first asked; says why. */
  fallback?: string;
  /** Set for a video that was joined from an earlier one: the step that made that one, and what was encoded again, on the reel's clock. */
  splice?: { from: string; touched: Range[] };
}

/** One measured property of a finished file, with what it had to be. */
export interface Check {
  passed: boolean;
  value: number | string | boolean | null;
  limit: number | string | boolean | null;
  /**
   * Set where a reel was spliced from an earlier revision: the figure was measured on that one, since the sound is the same (`sound`), or
   * holds that one's for what was not encoded again (`untouched`).
   */
  carriedOver?: 'sound' | 'untouched';
}
export type Checks = Record<string, Check>;
