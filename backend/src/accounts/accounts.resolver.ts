import { Args, Context, Mutation, Query, Resolver, createUnionType } from '@nestjs/graphql';
import { Public } from '../auth/public.js';
import type { VisitContext } from '../graphql/context.js';
import { InvalidInput, NotFound, TooManyAttempts } from '../graphql/errors.js';
import { Account, CreateOwnerInput, InvalidCredentials, SignInInput, SignedOut } from './account.model.js';
import { AccountsService } from './accounts.service.js';

const CreateOwnerResult = createUnionType({
  name: 'CreateOwnerResult',
  types: () => [Account, InvalidInput, NotFound] as const,
});
const SignInResult = createUnionType({
  name: 'SignInResult',
  types: () => [Account, InvalidCredentials, TooManyAttempts] as const,
});

@Resolver(() => Account)
export class AccountsResolver {
  constructor(private readonly accounts: AccountsService) {}

  @Public()
  @Query(() => Account, { nullable: true, description: 'Who is signed in; null for nobody, and for a program with an API key.' })
  me(@Context() context: VisitContext): Promise<Account | null> {
    return this.accounts.me(context);
  }

  @Public()
  @Mutation(() => CreateOwnerResult, {
    description: 'Makes the first account, by the token of the link that the start prints, and signs it in. Works once.',
  })
  createOwner(@Context() context: VisitContext, @Args('input') input: CreateOwnerInput): Promise<typeof CreateOwnerResult> {
    return this.accounts.createOwner(context, input);
  }

  @Public()
  @Mutation(() => SignInResult, {
    description: 'Begins a session, which the browser keeps in a cookie for 30 days after its last request.',
  })
  signIn(@Context() context: VisitContext, @Args('input') input: SignInInput): Promise<typeof SignInResult> {
    return this.accounts.signIn(context, input);
  }

  @Public()
  @Mutation(() => SignedOut, { description: 'Ends the session and closes its sockets; fine where there is none.' })
  async signOut(@Context() context: VisitContext): Promise<SignedOut> {
    await this.accounts.signOut(context);
    return { ok: true };
  }
}
