import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Logger } from '@reels/platform';
import { AccountsService } from './accounts/accounts.service.js';
import { PasswordCheck } from './accounts/passwordCheck.js';
import { PasswordsService } from './accounts/passwords.service.js';
import { Authenticator } from './auth/authenticator.js';
import { Sessions } from './auth/sessions.js';
import { Engine } from './engine/engine.js';
import { WorkflowStarter } from './engine/workflowStarter.js';
import { FeedbackService } from './feedback/feedback.service.js';
import { GraphQLApi } from './graphql/graphqlApi.module.js';
import { GraphQLSockets } from './graphql/sockets.js';
import { HealthController } from './health/health.controller.js';
import { HighlightsService } from './highlights/highlights.service.js';
import { Infrastructure } from './infrastructure.js';
import type { ApiSettings } from './infrastructure.js';
import { ProjectReads } from './projects/projectReads.js';
import { ProjectRemover } from './projects/projectRemover.js';
import { ProjectsService } from './projects/projects.service.js';
import { ReelContent } from './reels/reelContent.js';
import { ReelsService } from './reels/reels.service.js';
import { RESOLVERS } from './resolvers.js';
import { Heard } from './transcripts/heard.js';
import { TranscriptsService } from './transcripts/transcripts.service.js';
import { UploadSweeper } from './uploads/uploadSweeper.js';
import { UploadsService } from './uploads/uploads.service.js';

@Module({})
export class AppModule {
  static of(settings: ApiSettings, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [Infrastructure.of(settings, logger), GraphQLApi],
      controllers: [HealthController],
      providers: [
        AccountsService,
        Authenticator,
        Engine,
        FeedbackService,
        GraphQLSockets,
        Heard,
        HighlightsService,
        PasswordCheck,
        PasswordsService,
        ProjectReads,
        ProjectRemover,
        ProjectsService,
        ReelContent,
        ReelsService,
        Sessions,
        TranscriptsService,
        UploadSweeper,
        UploadsService,
        WorkflowStarter,
        ...RESOLVERS,
      ],
    };
  }
}
