import { Args, Context, Mutation, Resolver, createUnionType } from '@nestjs/graphql';
import type { RequestContext, VisitContext } from '../graphql/context.js';
import { InvalidInput, TooManyAttempts } from '../graphql/errors.js';
import { Feedback, FeedbackInput } from './feedback.model.js';
import { FeedbackService } from './feedback.service.js';

const SendFeedbackResult = createUnionType({
  name: 'SendFeedbackResult',
  types: () => [Feedback, InvalidInput, TooManyAttempts] as const,
});

@Resolver(() => Feedback)
export class FeedbackResolver {
  constructor(private readonly feedback: FeedbackService) {}

  @Mutation(() => SendFeedbackResult, {
    description: 'Tells whoever runs this installation something; at most ten times an hour.',
  })
  sendFeedback(
    @Context() context: RequestContext & VisitContext,
    @Args('input') input: FeedbackInput,
  ): Promise<typeof SendFeedbackResult> {
    return this.feedback.send(context, input);
  }
}
