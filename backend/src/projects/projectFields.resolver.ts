import { Context, Float, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArtifactKind } from '@reels/contracts';
import { MAX_SIGNED_SECONDS, ObjectStore } from '@reels/platform';
import type { ArtifactRecord } from '@reels/records';
import { Artifact } from '../artifacts/artifact.model.js';
import { MadeBy } from '../artifacts/madeBy.model.js';
import type { RequestContext } from '../graphql/context.js';
import { ProgressEvent } from '../progress/progressEvent.model.js';
import { Reel } from '../reels/reel.model.js';
import { Episode } from './episode.model.js';
import { Highlight } from '../highlights/highlight.model.js';
import { Project } from './project.model.js';
import { ProjectReads } from './projectReads.js';
import { Heard } from '../transcripts/heard.js';
import { Sentence, Transcript } from '../transcripts/transcript.model.js';

/** What belongs to a project and is read only when it is asked for. */
@Resolver(() => Project)
export class ProjectFieldsResolver {
  constructor(
    private readonly reads: ProjectReads,
    private readonly heardChunks: Heard,
    private readonly store: ObjectStore,
  ) {}

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

  @ResolveField(() => [Sentence], {
    description: 'What was recognized so far, growing while the transcript is made; empty when it is there.',
  })
  async heard(@Context() context: RequestContext, @Parent() { id }: Project): Promise<Sentence[]> {
    return (await this.reads.transcript(context, id)) ? [] : this.heardChunks.sentences(context, id);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The recording as it was given, signed for 15 minutes; null until it is here.',
  })
  async sourceUrl(@Context() context: RequestContext, @Parent() { id }: Project): Promise<string | null> {
    return this.sign(await this.newest(context, id, 'source'));
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Its sound in a form that every browser plays, signed for 15 minutes.',
  })
  async playableUrl(@Context() context: RequestContext, @Parent() { id }: Project): Promise<string | null> {
    return this.sign(await this.newest(context, id, 'audio'));
  }

  @ResolveField(() => Artifact, { nullable: true, description: "The cover art, or else a reel's thumbnail." })
  async thumbnail(@Context() context: RequestContext, @Parent() { id }: Project): Promise<Artifact | null> {
    const picture = (await this.newest(context, id, 'cover')) ?? (await this.newest(context, id, 'thumbnail'));
    return picture ? Artifact.from(picture) : null;
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

  private async newest(context: RequestContext, id: string, kind: ArtifactKind): Promise<ArtifactRecord | undefined> {
    return (await this.reads.artifacts(context, id))?.findLast((artifact) => artifact.kind === kind);
  }

  private async sign(artifact: ArtifactRecord | undefined): Promise<string | null> {
    return artifact ? this.store.signGet(artifact.objectKey, { seconds: MAX_SIGNED_SECONDS }) : null;
  }
}
