import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver, createUnionType } from '@nestjs/graphql';
import { findReel } from '@reels/records';
import type { Database } from '@reels/records';
import type { RequestContext } from '../graphql/context.js';
import { Conflict, EngineUnavailable, InvalidInput, NotFound, StaleRevision } from '../graphql/errors.js';
import { DATABASE } from '../infrastructure.js';
import { ProjectReads } from '../projects/projectReads.js';
import { ReelDesignInput } from './design.model.js';
import { Reel } from './reel.model.js';
import { ReelsService } from './reels.service.js';

const MakeReelResult = createUnionType({
  name: 'MakeReelResult',
  types: () => [Reel, NotFound, Conflict, EngineUnavailable] as const,
});
const SaveReelDraftResult = createUnionType({
  name: 'SaveReelDraftResult',
  types: () => [Reel, StaleRevision, InvalidInput, NotFound] as const,
});
const RenderReelResult = createUnionType({
  name: 'RenderReelResult',
  types: () => [Reel, NotFound, Conflict, EngineUnavailable] as const,
});
const CancelReelResult = createUnionType({
  name: 'CancelReelResult',
  types: () => [Reel, NotFound, Conflict, EngineUnavailable] as const,
});

const idArgument = { type: () => ID };

@Resolver(() => Reel)
export class ReelsResolver {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly reads: ProjectReads,
    private readonly service: ReelsService,
  ) {}

  @Query(() => Reel, { nullable: true })
  async reel(@Context() context: RequestContext, @Args('id', idArgument) id: string): Promise<Reel | null> {
    const reel = await findReel(this.db, context.workspaceId, id);
    // The reels of a project that is being deleted are gone already.
    return reel && (await this.reads.project(context, reel.projectId)) ? Reel.from(reel) : null;
  }

  @Mutation(() => MakeReelResult, {
    description: 'Approves one more highlight of a project that is done, or past its review, and makes its reel.',
  })
  makeReel(
    @Context() context: RequestContext,
    @Args('highlightId', idArgument) highlightId: string,
  ): Promise<typeof MakeReelResult> {
    return this.service.make(context, highlightId);
  }

  @Mutation(() => SaveReelDraftResult, {
    description: 'Changes the draft: what is left out stays. Nothing is made before renderReel.',
  })
  saveReelDraft(
    @Context() context: RequestContext,
    @Args('reelId', idArgument) reelId: string,
    @Args('draftVersion', { type: () => Int, description: 'That was read; the change is refused when there is a newer one.' })
    draftVersion: number,
    @Args('title', { type: () => String, nullable: true }) title: string | null,
    @Args('design', { type: () => ReelDesignInput, nullable: true }) design: ReelDesignInput | null,
  ): Promise<typeof SaveReelDraftResult> {
    return this.service.saveDraft(context, reelId, draftVersion, title ?? null, design ?? null);
  }

  @Mutation(() => RenderReelResult, {
    description: 'Makes the draft, with the newest transcript and edges, the next revision. It supersedes one that is under way.',
  })
  renderReel(@Context() context: RequestContext, @Args('reelId', idArgument) reelId: string): Promise<typeof RenderReelResult> {
    return this.service.render(context, reelId);
  }

  @Mutation(() => CancelReelResult, { description: 'Asks the revision that is under way to stop; earlier ones stay.' })
  cancelReel(@Context() context: RequestContext, @Args('id', idArgument) id: string): Promise<typeof CancelReelResult> {
    return this.service.cancel(context, id);
  }
}
