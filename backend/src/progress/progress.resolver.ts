import { Args, Context, ID, Int, Resolver, Subscription } from '@nestjs/graphql';
import type { ProgressEvent as ProgressEventRecord } from '@reels/contracts';
import { ProgressListener } from '@reels/records';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../graphql/context.js';
import { MAX_INT, requireWithin } from '../graphql/page.js';
import { ProjectReads } from '../projects/projectReads.js';
import { ProgressEvent } from './progressEvent.model.js';

@Resolver(() => ProgressEvent)
export class ProgressResolver {
  constructor(
    private readonly reads: ProjectReads,
    private readonly listener: ProgressListener,
  ) {}

  @Subscription(() => ProgressEvent, {
    description:
      'The events after afterSeq, then those to come, each once and in order. Stays open until the client ends it or the project is deleted.',
    resolve: (event: ProgressEventRecord) => ProgressEvent.from(event),
  })
  async progress(
    @Context() context: RequestContext,
    @Args('projectId', { type: () => ID }) projectId: string,
    @Args('afterSeq', { type: () => Int, defaultValue: 0, nullable: true }) afterSeq: number | null,
  ): Promise<AsyncIterable<ProgressEventRecord>> {
    requireWithin('afterSeq', afterSeq ?? 0, 0, MAX_INT);
    const project = await this.reads.project(context, projectId);
    if (!project) throw new GraphQLError(`There is no project ${projectId}.`, { extensions: { code: 'NOT_FOUND' } });
    return this.listener.subscribe(context.workspaceId, projectId, afterSeq ?? 0);
  }
}
