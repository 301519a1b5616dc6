import { Inject } from '@nestjs/common';
import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArtifactKind } from '@reels/contracts';
import { findHighlight } from '@reels/records';
import type { Database, HighlightRecord } from '@reels/records';
import { Artifact } from '../artifacts/artifact.model.js';
import { MadeBy } from '../artifacts/madeBy.model.js';
import type { RequestContext } from '../graphql/context.js';
import { Highlight } from '../highlights/highlight.model.js';
import { DATABASE } from '../infrastructure.js';
import { Project } from '../projects/project.model.js';
import { ProjectReads } from '../projects/projectReads.js';
import { Reel } from './reel.model.js';
import { ReelContent } from './reelContent.js';
import { ReelPreview } from './reelPreview.model.js';
import { ReelRevision } from './reelRevision.model.js';

/** What belongs to a reel and is read only when it is asked for. */
@Resolver(() => Reel)
export class ReelFieldsResolver {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly reads: ProjectReads,
    private readonly content: ReelContent,
  ) {}

  @ResolveField(() => Boolean, { description: 'Whether a render would make something else than the present revision.' })
  outdated(@Context() context: RequestContext, @Parent() { record }: Reel): Promise<boolean> {
    return this.content.isOutdated(context, record);
  }

  @ResolveField(() => ReelPreview)
  preview(@Context() context: RequestContext, @Parent() { record }: Reel): Promise<ReelPreview> {
    return this.content.preview(context, record);
  }

  @ResolveField(() => [ReelRevision], { description: 'The finished ones, the newest first.' })
  async revisions(@Context() context: RequestContext, @Parent() { id }: Reel): Promise<ReelRevision[]> {
    return ((await this.reads.revisionsOfReel(context, id)) ?? []).map((revision) => ReelRevision.from(revision));
  }

  @ResolveField(() => Highlight)
  async highlight(@Context() context: RequestContext, @Parent() reel: Reel): Promise<Highlight> {
    return Highlight.from(await this.highlightOf(context, reel));
  }

  @ResolveField(() => Project)
  async project(@Context() context: RequestContext, @Parent() { projectId }: Reel): Promise<Project> {
    const project = await this.reads.project(context, projectId);
    if (!project) throw new Error(`The project of the reel is gone: ${projectId}`);
    return Project.from(project);
  }

  @ResolveField(() => Int, { description: 'Of its cut; until it is planned, of its highlight.' })
  async durationMs(@Context() context: RequestContext, @Parent() reel: Reel): Promise<number> {
    const ranges = reel.cut.length > 0 ? reel.cut : [await this.highlightOf(context, reel)];
    return ranges.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  }

  @ResolveField(() => [MadeBy])
  async madeBy(@Context() context: RequestContext, @Parent() reel: Reel): Promise<MadeBy[]> {
    return ((await this.reads.madeByOfReel(context, reel.id)) ?? []).map((entry) => MadeBy.from(entry));
  }

  @ResolveField(() => Artifact, { nullable: true, description: 'Of the newest finished revision, as the files below.' })
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

  /** Where no revision was finished: what its last render left. */
  private async newest(context: RequestContext, { id, projectId }: Reel, kind: ArtifactKind): Promise<Artifact | null> {
    const [finished] = (await this.reads.revisionsOfReel(context, id)) ?? [];
    const artifacts = (await this.reads.artifacts(context, projectId)) ?? [];
    const newest = artifacts.findLast(
      (artifact) => artifact.reelId === id && artifact.kind === kind && (!finished || artifact.stepKey === finished.stepKey),
    );
    return newest ? Artifact.from(newest) : null;
  }

  private async highlightOf({ workspaceId }: RequestContext, { highlightId }: Reel): Promise<HighlightRecord> {
    const highlight = await findHighlight(this.db, workspaceId, highlightId);
    if (!highlight) throw new Error(`The highlight of the reel is gone: ${highlightId}`);
    return highlight;
  }
}
