import type { Sentence, Transcript } from '@reels/contracts';
import type { Db } from './database.js';

/** What is known of a transcript without its sentences. */
export interface TranscriptRecord {
  id: string;
  workspaceId: string;
  projectId: string;
  /** From 1; the newest is the one in use. */
  revision: number;
  /** The step that made it. */
  stepKey: string;
  /** BCP 47. */
  language: string;
  sentenceCount: number;
  createdAt: Date;
}

/** Stores a new revision. What the same step stored before is answered as it is. */
export declare function saveTranscript(
  db: Db,
  workspaceId: string,
  projectId: string,
  transcript: Transcript & { stepKey: string },
): Promise<TranscriptRecord>;

/** The newest revision. */
export declare function findTranscript(db: Db, workspaceId: string, projectId: string): Promise<TranscriptRecord | null>;

/** A stretch of a transcript's sentences: skips `after` and takes `first` (cut to 0..500). */
export declare function listSentences(
  db: Db,
  workspaceId: string,
  transcriptId: string,
  page: { first: number; after: number },
): Promise<Sentence[]>;

/** The newest revision whole, for the pipeline. */
export declare function readTranscript(db: Db, workspaceId: string, projectId: string): Promise<Transcript | null>;
