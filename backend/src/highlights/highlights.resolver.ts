import { Args, Context, ID, Int, Mutation, Parent, ResolveField, Resolver, createUnionType } from '@nestjs/graphql';
import type { HighlightState } from '@reels/contracts';
import type { RequestContext } from '../graphql/context.js';
import { HighlightStateEnum } from '../graphql/enums.js';
import { Conflict, EngineUnavailable, InvalidInput, NotFound } from '../graphql/errors.js';
import { ProjectReads } from '../projects/projectReads.js';
import { CreateHighlightInput } from './highlight.inputs.js';
import { Highlight } from './highlight.model.js';
import { HighlightsService } from './highlights.service.js';

const CreateHighlightResult = createUnionType({
  name: 'CreateHighlightResult',
  types: () => [Highlight, InvalidInput, NotFound, Conflict, EngineUnavailable] as const,
});
const MoveHighlightResult = createUnionType({
  name: 'MoveHighlightResult',
  types: () => [Highlight, InvalidInput, NotFound, Conflict] as const,
});
const DecideHighlightResult = createUnionType({
  name: 'DecideHighlightResult',
  types: () => [Highlight, NotFound, Conflict] as const,
});

@Resolver(() => Highlight)
export class HighlightsResolver {
  constructor(
    private readonly reads: ProjectReads,
    private readonly service: HighlightsService,
  ) {}

  @ResolveField(() => String, { description: 'The sentence that it begins in.' })
  async firstLine(@Context() context: RequestContext, @Parent() { id }: Highlight): Promise<string> {
    return (await this.reads.firstLine(context, id)) ?? '';
  }

  @ResolveField(() => ID, { nullable: true, description: 'The reel that was made of it.' })
  async reelId(@Context() context: RequestContext, @Parent() { id }: Highlight): Promise<string | null> {
    return (await this.reads.reelOfHighlight(context, id)) ?? null;
  }

  @Mutation(() => CreateHighlightResult, { description: 'Makes a highlight of any stretch that somebody speaks in.' })
  createHighlight(
    @Context() context: RequestContext,
    @Args('input') input: CreateHighlightInput,
  ): Promise<typeof CreateHighlightResult> {
    return this.service.create(context, input);
  }

  @Mutation(() => MoveHighlightResult, {
    description: 'Gives a highlight other edges, with a new boundary proof, or another title.',
  })
  moveHighlight(
    @Context() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
    @Args('startMs', { type: () => Int }) startMs: number,
    @Args('endMs', { type: () => Int }) endMs: number,
    @Args('title', { type: () => String, nullable: true }) title: string | null,
  ): Promise<typeof MoveHighlightResult> {
    return this.service.move(context, id, { startMs, endMs }, title ?? null);
  }

  @Mutation(() => DecideHighlightResult, {
    description: 'Keeps or rejects one highlight. Nothing is made by this: see approveHighlights and makeReel.',
  })
  decideHighlight(
    @Context() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
    @Args('state', { type: () => HighlightStateEnum }) state: HighlightState,
  ): Promise<typeof DecideHighlightResult> {
    return this.service.decide(context, id, state);
  }
}
