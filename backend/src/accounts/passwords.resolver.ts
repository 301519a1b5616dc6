import { Args, Context, Mutation, Resolver, createUnionType } from '@nestjs/graphql';
import { Public } from '../auth/public.js';
import type { RequestContext, VisitContext } from '../graphql/context.js';
import { InvalidInput, NotFound, TooManyAttempts } from '../graphql/errors.js';
import { Account, ChangePasswordInput, Forbidden, SetPasswordInput, SignInLink } from './account.model.js';
import { PasswordsService } from './passwords.service.js';

const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  types: () => [Account, InvalidInput, TooManyAttempts, Forbidden] as const,
});
const CreateSignInLinkResult = createUnionType({
  name: 'CreateSignInLinkResult',
  types: () => [SignInLink, NotFound, Forbidden] as const,
});
const SetPasswordResult = createUnionType({
  name: 'SetPasswordResult',
  types: () => [Account, InvalidInput, NotFound] as const,
});

@Resolver()
export class PasswordsResolver {
  constructor(private readonly passwords: PasswordsService) {}

  @Mutation(() => ChangePasswordResult, {
    description: 'Gives whoever is signed in another password, and ends their other sessions.',
  })
  changePassword(
    @Context() context: RequestContext & VisitContext,
    @Args('input') input: ChangePasswordInput,
  ): Promise<typeof ChangePasswordResult> {
    return this.passwords.change(context, input);
  }

  @Mutation(() => CreateSignInLinkResult, {
    description:
      "Draws a one-time link by which the workspace's owner sets a new password within an hour; an earlier one is good no longer. For API keys alone.",
  })
  createSignInLink(@Context() context: RequestContext & VisitContext): Promise<typeof CreateSignInLinkResult> {
    return this.passwords.createLink(context);
  }

  @Public()
  @Mutation(() => SetPasswordResult, {
    description: 'Sets a new password by a one-time link, ends all sessions of its account, and signs it in.',
  })
  setPassword(@Context() context: VisitContext, @Args('input') input: SetPasswordInput): Promise<typeof SetPasswordResult> {
    return this.passwords.set(context, input);
  }
}
