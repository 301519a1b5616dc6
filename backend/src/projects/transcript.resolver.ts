import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { listSentences } from '@reels/records';
import type { Database } from '@reels/records';
import type { RequestContext } from '../graphql/context.js';
import { LIMITS } from '../graphql/limits.js';
import { MAX_INT, requireWithin } from '../graphql/page.js';
import { DATABASE } from '../infrastructure.js';
import { Sentence, Transcript } from './transcript.model.js';

@Resolver(() => Transcript)
export class TranscriptResolver {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

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
}
