import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, ResolveField, Resolver, createUnionType } from '@nestjs/graphql';
import { listSentences, listTranscriptRevisions } from '@reels/records';
import type { Database } from '@reels/records';
import type { RequestContext } from '../graphql/context.js';
import { Conflict, InvalidInput, NotFound, StaleRevision } from '../graphql/errors.js';
import { LIMITS } from '../graphql/limits.js';
import { MAX_INT, requireWithin } from '../graphql/page.js';
import { DATABASE } from '../infrastructure.js';
import { EditTranscriptInput } from './transcript.inputs.js';
import { Sentence, Transcript, TranscriptRevision } from './transcript.model.js';
import { TranscriptsService } from './transcripts.service.js';

const EditTranscriptResult = createUnionType({
  name: 'EditTranscriptResult',
  types: () => [Transcript, StaleRevision, InvalidInput, NotFound, Conflict] as const,
});

@Resolver(() => Transcript)
export class TranscriptResolver {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly service: TranscriptsService,
  ) {}

  @ResolveField(() => [Sentence], { description: `At most ${LIMITS.page.sentences} at once; after: how many sentences to skip.` })
  async sentences(
    @Context() { workspaceId }: RequestContext,
    @Parent() { id }: Transcript,
    @Args('first', { type: () => Int, defaultValue: 100, nullable: true }) first: number | null,
    @Args('after', { type: () => Int, defaultValue: 0, nullable: true }) after: number | null,
  ): Promise<Sentence[]> {
    const page = { first: first ?? 100, after: after ?? 0 };
    requireWithin('first', page.first, 0, LIMITS.page.sentences);
    requireWithin('after', page.after, 0, MAX_INT);
    return (await listSentences(this.db, workspaceId, id, page)).map((sentence) => Sentence.from(sentence));
  }

  @ResolveField(() => [TranscriptRevision], { description: 'The newest first, at most 100.' })
  async revisions(
    @Context() { workspaceId }: RequestContext,
    @Parent() { projectId }: Transcript,
  ): Promise<TranscriptRevision[]> {
    return (await listTranscriptRevisions(this.db, workspaceId, projectId)).map((revision) => TranscriptRevision.from(revision));
  }

  @Mutation(() => EditTranscriptResult, {
    description: 'Makes a new revision of the transcript; reels show it when they are rendered anew.',
  })
  editTranscript(
    @Context() context: RequestContext,
    @Args('input') input: EditTranscriptInput,
  ): Promise<typeof EditTranscriptResult> {
    return this.service.edit(context, input);
  }

  @Mutation(() => EditTranscriptResult, { description: 'Undoes edits: makes a new revision that is equal to an older one.' })
  restoreTranscript(
    @Context() context: RequestContext,
    @Args('projectId', { type: () => ID }) projectId: string,
    @Args('revision', { type: () => Int, description: 'The newest that was read.' }) revision: number,
    @Args('to', { type: () => Int }) to: number,
  ): Promise<typeof EditTranscriptResult> {
    return this.service.restore(context, projectId, revision, to);
  }
}
