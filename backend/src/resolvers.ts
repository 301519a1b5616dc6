import { AboutResolver } from './about/about.resolver.js';
import { AccountsResolver } from './accounts/accounts.resolver.js';
import { PasswordsResolver } from './accounts/passwords.resolver.js';
import { ArtifactResolver } from './artifacts/artifact.resolver.js';
import { FeedbackResolver } from './feedback/feedback.resolver.js';
import { HighlightsResolver } from './highlights/highlights.resolver.js';
import { ProgressResolver } from './progress/progress.resolver.js';
import { EpisodeResolver } from './projects/episode.resolver.js';
import { ProjectFieldsResolver } from './projects/projectFields.resolver.js';
import { ProjectsResolver } from './projects/projects.resolver.js';
import { ReelFieldsResolver } from './reels/reelFields.resolver.js';
import { ReelRevisionResolver } from './reels/reelRevision.resolver.js';
import { ReelsResolver } from './reels/reels.resolver.js';
import { TranscriptResolver } from './transcripts/transcript.resolver.js';
import { UploadsResolver } from './uploads/uploads.resolver.js';

/** Everything that the GraphQL schema is made of. */
export const RESOLVERS = [
  AboutResolver,
  AccountsResolver,
  ArtifactResolver,
  EpisodeResolver,
  FeedbackResolver,
  HighlightsResolver,
  PasswordsResolver,
  ProgressResolver,
  ProjectFieldsResolver,
  ProjectsResolver,
  ReelFieldsResolver,
  ReelRevisionResolver,
  ReelsResolver,
  TranscriptResolver,
  UploadsResolver,
];
