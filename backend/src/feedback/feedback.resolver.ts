import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver, createUnionType } from '@nestjs/graphql';
import { Account } from '../accounts/account.model.js';
import type { RequestContext, VisitContext } from '../graphql/context.js';
import { InvalidInput, TooManyAttempts } from '../graphql/errors.js';
import { LIMITS } from '../graphql/limits.js';
import { requireWithin } from '../graphql/page.js';
import { Feedback, FeedbackConnection, FeedbackInput } from './feedback.model.js';
import { FeedbackService } from './feedback.service.js';

const SendFeedbackResult = createUnionType({
  name: 'SendFeedbackResult',
  types: () => [Feedback, InvalidInput, TooManyAttempts] as const,
});

const PAGE = 20;

@Resolver(() => Feedback)
export class FeedbackResolver {
  constructor(private readonly service: FeedbackService) {}

  @Query(() => FeedbackConnection, {
    description: `What users had to say, the newest first. At most ${LIMITS.page.feedback} at once.`,
  })
  feedback(
    @Context() context: RequestContext,
    @Args('first', { type: () => Int, defaultValue: PAGE, nullable: true }) given: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<FeedbackConnection> {
    const first = given ?? PAGE;
    requireWithin('first', first, 1, LIMITS.page.feedback);
    return this.service.list(context, { first, after });
  }

  @ResolveField(() => Account, { nullable: true, description: 'Who was signed in; null for a program with an API key.' })
  account(@Context() context: RequestContext, @Parent() feedback: Feedback): Promise<Account | null> {
    return this.service.accountOf(context, feedback);
  }

  @Mutation(() => SendFeedbackResult, {
    description: 'Tells whoever runs this installation something; at most ten times an hour.',
  })
  sendFeedback(
    @Context() context: RequestContext & VisitContext,
    @Args('input') input: FeedbackInput,
  ): Promise<typeof SendFeedbackResult> {
    return this.service.send(context, input);
  }
}
