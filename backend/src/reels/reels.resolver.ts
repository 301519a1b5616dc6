import { Inject } from '@nestjs/common';
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArtifactKind } from '@reels/contracts';
import { findReel } from '@reels/records';
import type { Database } from '@reels/records';
import { Artifact } from '../artifacts/artifact.model.js';
import { MadeBy } from '../artifacts/madeBy.model.js';
import type { RequestContext } from '../graphql/context.js';
import { DATABASE } from '../infrastructure.js';
import { ProjectReads } from '../projects/projectReads.js';
import { Reel } from './reel.model.js';

@Resolver(() => Reel)
export class ReelsResolver {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly reads: ProjectReads,
  ) {}

  @Query(() => Reel, { nullable: true })
  async reel(@Context() { workspaceId }: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<Reel | null> {
    const reel = await findReel(this.db, workspaceId, id);
    return reel && Reel.from(reel);
  }

  @ResolveField(() => [MadeBy])
  async madeBy(@Context() context: RequestContext, @Parent() reel: Reel): Promise<MadeBy[]> {
    return ((await this.reads.madeByOfReel(context, reel.id)) ?? []).map((entry) => MadeBy.from(entry));
  }

  @ResolveField(() => Artifact, { nullable: true })
  video(@Context() context: RequestContext, @Parent() reel: Reel): Promise<Artifact | null> {
    return this.newest(context, reel, 'video');
  }

  @ResolveField(() => Artifact, { nullable: true })
  srt(@Context() context: RequestContext, @Parent() reel: Reel): Promise<Artifact | null> {
    return this.newest(context, reel, 'srt');
  }

  @ResolveField(() => Artifact, { nullable: true })
  vtt(@Context() context: RequestContext, @Parent() reel: Reel): Promise<Artifact | null> {
    return this.newest(context, reel, 'vtt');
  }

  @ResolveField(() => Artifact, { nullable: true })
  thumbnail(@Context() context: RequestContext, @Parent() reel: Reel): Promise<Artifact | null> {
    return this.newest(context, reel, 'thumbnail');
  }

  private async newest(context: RequestContext, reel: Reel, kind: ArtifactKind): Promise<Artifact | null> {
    const artifacts = (await this.reads.artifacts(context, reel.projectId)) ?? [];
    const newest = artifacts.findLast((artifact) => artifact.reelId === reel.id && artifact.kind === kind);
    return newest ? Artifact.from(newest) : null;
  }
}
