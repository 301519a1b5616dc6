import type { FontBook } from '@reels/contracts';
import type { Database } from '@reels/records';
import type { MediaTools } from '@reels/media';
import type { Logger, ObjectStore } from '@reels/platform';
import type { Aligner, Diarizer, LanguageDetector, Transcriber, VoiceActivityDetector } from '../ports/index.js';
import type { LocalCopies } from './localCopies.js';

/** What the activities work with. worker/ makes it; tests make their own. */
export interface Deps {
  db: Database;
  store: ObjectStore;
  media: MediaTools;
  copies: LocalCopies;
  fonts: FontBook;
  logger: Logger;
  limits: Limits;
}

/** What the transcribe queue needs besides: the speech models. */
export interface SpeechDeps extends Deps {
  voiceActivity: VoiceActivityDetector;
  languageDetector: LanguageDetector;
  transcriber: Transcriber;
  aligner: Aligner;
  /** Null where no speaker model is to be had: the transcript then says that speakers are unknown. */
  diarizer: Diarizer | null;
}

export interface Limits {
  maxEpisodeMs: number;
  maxUploadBytes: number;
  /** "host:port" of private addresses that episodes may be fetched from. */
  allowedPrivateHosts: string[];
  /** Folder for work under way; each activity has its own folder in it. */
  workDir: string;
  /** Threads that one encoder may use. */
  renderThreads: number;
}

/** Which project an activity works for. */
export interface ProjectScope {
  workspaceId: string;
  projectId: string;
}
