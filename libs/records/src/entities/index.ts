import { AccountEntity } from './account.js';
import { ApiKeyEntity } from './apiKey.js';
import { ArtifactEntity } from './artifact.js';
import { AttemptWindowEntity } from './attemptWindow.js';
import { EpisodeEntity } from './episode.js';
import { FeedbackEntity } from './feedback.js';
import { HighlightEntity } from './highlight.js';
import { ProgressEventEntity } from './progressEvent.js';
import { ProjectEntity } from './project.js';
import { ReelEntity } from './reel.js';
import { ReelRevisionEntity } from './reelRevision.js';
import { SessionEntity } from './session.js';
import { TranscriptEntity } from './transcript.js';
import { UploadEntity } from './upload.js';
import { WorkspaceEntity } from './workspace.js';

export const ENTITIES = [
  WorkspaceEntity,
  ApiKeyEntity,
  AccountEntity,
  SessionEntity,
  AttemptWindowEntity,
  FeedbackEntity,
  UploadEntity,
  ProjectEntity,
  EpisodeEntity,
  TranscriptEntity,
  HighlightEntity,
  ReelEntity,
  ReelRevisionEntity,
  ArtifactEntity,
  ProgressEventEntity,
];
