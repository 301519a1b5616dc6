import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArtifactKind, Peaks as PeaksRecord } from '@reels/contracts';
import { ObjectStore } from '@reels/platform';
import type { ArtifactRecord } from '@reels/records';
import { Artifact } from '../artifacts/artifact.model.js';
import type { RequestContext } from '../graphql/context.js';
import { Episode, Peaks } from './episode.model.js';
import { ProjectReads } from './projectReads.js';

@Resolver(() => Episode)
export class EpisodeResolver {
  constructor(
    private readonly reads: ProjectReads,
    private readonly store: ObjectStore,
  ) {}

  @ResolveField(() => Artifact, { nullable: true, description: 'The cover art, when the file has one.' })
  async cover(@Context() context: RequestContext, @Parent() { projectId }: Episode): Promise<Artifact | null> {
    const cover = await this.newest(context, projectId, 'cover');
    return cover ? Artifact.from(cover) : null;
  }

  @ResolveField(() => Peaks, { nullable: true })
  async peaks(@Context() context: RequestContext, @Parent() { projectId }: Episode): Promise<Peaks | null> {
    const peaks = await this.newest(context, projectId, 'peaks');
    return peaks ? Peaks.from(JSON.parse(String(await this.store.read(peaks.objectKey))) as PeaksRecord) : null;
  }

  private async newest(context: RequestContext, projectId: string, kind: ArtifactKind): Promise<ArtifactRecord | undefined> {
    return (await this.reads.artifacts(context, projectId))?.findLast((artifact) => artifact.kind === kind);
  }
}
