import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArtifactKind } from '@reels/contracts';
import type { ArtifactRecord } from '@reels/records';
import { Artifact } from '../artifacts/artifact.model.js';
import { MadeBy } from '../artifacts/madeBy.model.js';
import type { RequestContext } from '../graphql/context.js';
import { ProjectReads } from '../projects/projectReads.js';
import { ReelRevision } from './reelRevision.model.js';

@Resolver(() => ReelRevision)
export class ReelRevisionResolver {
  constructor(private readonly reads: ProjectReads) {}

  @ResolveField(() => [MadeBy], { description: 'Who made what went into it, the steps of the whole project included.' })
  async madeBy(@Context() context: RequestContext, @Parent() { projectId, stepKey }: ReelRevision): Promise<MadeBy[]> {
    const artifacts = (await this.reads.artifacts(context, projectId)) ?? [];
    return summed(artifacts.filter((artifact) => artifact.reelId === null || artifact.stepKey === stepKey));
  }

  @ResolveField(() => Artifact, { nullable: true })
  video(@Context() context: RequestContext, @Parent() revision: ReelRevision): Promise<Artifact | null> {
    return this.artifact(context, revision, 'video');
  }

  @ResolveField(() => Artifact, { nullable: true })
  srt(@Context() context: RequestContext, @Parent() revision: ReelRevision): Promise<Artifact | null> {
    return this.artifact(context, revision, 'srt');
  }

  @ResolveField(() => Artifact, { nullable: true })
  vtt(@Context() context: RequestContext, @Parent() revision: ReelRevision): Promise<Artifact | null> {
    return this.artifact(context, revision, 'vtt');
  }

  @ResolveField(() => Artifact, { nullable: true })
  thumbnail(@Context() context: RequestContext, @Parent() revision: ReelRevision): Promise<Artifact | null> {
    return this.artifact(context, revision, 'thumbnail');
  }

  private async artifact(
    context: RequestContext,
    { projectId, stepKey }: ReelRevision,
    kind: ArtifactKind,
  ): Promise<Artifact | null> {
    const artifacts = (await this.reads.artifacts(context, projectId)) ?? [];
    const found = artifacts.find((artifact) => artifact.stepKey === stepKey && artifact.kind === kind);
    return found ? Artifact.from(found) : null;
  }
}

/** One entry for each step, provider, version and fallback, its costs added up; a step that made several artifacts counts once. */
function summed(artifacts: readonly ArtifactRecord[]): MadeBy[] {
  const steps = new Map(artifacts.map(({ stepKey, madeBy }) => [JSON.stringify([stepKey, madeBy]), madeBy]));
  const entries = new Map<string, MadeBy>();
  for (const { step, provider, version, fallback, costMicroUsd } of steps.values()) {
    const maker = { step, provider, version, ...(fallback !== undefined && { fallback }) };
    const key = JSON.stringify(maker);
    const before = entries.get(key)?.costMicroUsd ?? 0;
    entries.set(key, MadeBy.from({ ...maker, costMicroUsd: before + costMicroUsd }));
  }
  return [...entries.values()];
}
