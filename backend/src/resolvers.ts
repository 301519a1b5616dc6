import { AboutResolver } from './about/about.resolver.js';
import { AccountsResolver } from './accounts/accounts.resolver.js';
import { ArtifactResolver } from './artifacts/artifact.resolver.js';
import { ProgressResolver } from './progress/progress.resolver.js';
import { EpisodeResolver } from './projects/episode.resolver.js';
import { ProjectFieldsResolver } from './projects/projectFields.resolver.js';
import { ProjectsResolver } from './projects/projects.resolver.js';
import { TranscriptResolver } from './projects/transcript.resolver.js';
import { ReelsResolver } from './reels/reels.resolver.js';
import { UploadsResolver } from './uploads/uploads.resolver.js';

/** Everything that the GraphQL schema is made of. */
export const RESOLVERS = [
  AboutResolver,
  AccountsResolver,
  ArtifactResolver,
  EpisodeResolver,
  ProgressResolver,
  ProjectFieldsResolver,
  ProjectsResolver,
  ReelsResolver,
  TranscriptResolver,
  UploadsResolver,
];
