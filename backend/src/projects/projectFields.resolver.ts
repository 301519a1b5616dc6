import { Context, Float, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Artifact } from '../artifacts/artifact.model.js';
import { MadeBy } from '../artifacts/madeBy.model.js';
import type { RequestContext } from '../graphql/context.js';
import { ProgressEvent } from '../progress/progressEvent.model.js';
import { Reel } from '../reels/reel.model.js';
import { Episode } from './episode.model.js';
import { Highlight } from './highlight.model.js';
import { Project } from './project.model.js';
import { ProjectReads } from './projectReads.js';
import { Transcript } from './transcript.model.js';

/** What belongs to a project and is read only when it is asked for. */
@Resolver(() => Project)
export class ProjectFieldsResolver {
  constructor(private readonly reads: ProjectReads) {}

  @ResolveField(() => Episode, { nullable: true, description: 'Null until the recording was examined.' })
  async episode(@Context() context: RequestContext, @Parent() { id }: Project): Promise<Episode | null> {
    const episode = await this.reads.episode(context, id);
    return episode ? Episode.from(episode) : null;
  }

  @ResolveField(() => Transcript, { nullable: true })
  async transcript(@Context() context: RequestContext, @Parent() { id }: Project): Promise<Transcript | null> {
    const transcript = await this.reads.transcript(context, id);
    return transcript ? Transcript.from(transcript) : null;
  }

  @ResolveField(() => [Highlight], { description: 'The best score first.' })
  async highlights(@Context() context: RequestContext, @Parent() { id }: Project): Promise<Highlight[]> {
    return ((await this.reads.highlights(context, id)) ?? []).map((highlight) => Highlight.from(highlight));
  }

  @ResolveField(() => [Reel], { description: "In the order of their highlights' scores, the best first." })
  async reels(@Context() context: RequestContext, @Parent() { id }: Project): Promise<Reel[]> {
    return ((await this.reads.reels(context, id)) ?? []).map((reel) => Reel.from(reel));
  }

  @ResolveField(() => [Artifact], { description: 'What its steps stored, reels included; the oldest first.' })
  async artifacts(@Context() context: RequestContext, @Parent() { id }: Project): Promise<Artifact[]> {
    return ((await this.reads.artifacts(context, id)) ?? []).map((artifact) => Artifact.from(artifact));
  }

  @ResolveField(() => [MadeBy], { description: 'Who made what, in the order of making.' })
  async madeBy(@Context() context: RequestContext, @Parent() { id }: Project): Promise<MadeBy[]> {
    return ((await this.reads.madeBy(context, id)) ?? []).map((entry) => MadeBy.from(entry));
  }

  @ResolveField(() => Float, { description: 'What its steps cost, in micro-dollars.' })
  async costMicroUsd(@Context() context: RequestContext, @Parent() { id }: Project): Promise<number> {
    return (await this.reads.cost(context, id)) ?? 0;
  }

  @ResolveField(() => [ProgressEvent], { description: 'The newest event of each stage and reel.' })
  async progress(@Context() context: RequestContext, @Parent() { id }: Project): Promise<ProgressEvent[]> {
    return ((await this.reads.progress(context, id)) ?? []).map((event) => ProgressEvent.from(event));
  }
}
