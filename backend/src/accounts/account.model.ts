import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { AccountRecord } from '@reels/records';
import { ErrorResult } from '../graphql/errors.js';
import { DateTime } from '../graphql/scalars.js';

@ObjectType({ description: 'A person who can sign in.' })
export class Account {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field()
  email!: string;

  static from({ id, name, email }: AccountRecord): Account {
    return Object.assign(new Account(), { id, name, email });
  }
}

@ObjectType({ description: 'Nobody is signed in any more.' })
export class SignedOut {
  @Field()
  ok!: boolean;
}

@ObjectType({ implements: () => ErrorResult, description: 'No account has this address and password.' })
export class InvalidCredentials extends ErrorResult {
  constructor() {
    super('INVALID_CREDENTIALS', 'No account has this address and password.', 'Check both, and try again.');
  }
}

@ObjectType({ implements: () => ErrorResult, description: 'It is not for this caller.' })
export class Forbidden extends ErrorResult {
  constructor(message: string, nextStep: string) {
    super('FORBIDDEN', message, nextStep);
  }
}

@ObjectType({ description: 'The secret of a one-time link by which the owner sets a new password. It is told this once.' })
export class SignInLink {
  @Field({ description: 'What stands behind # in the link: /new-password#TOKEN of the console.' })
  token!: string;

  @Field(() => DateTime)
  expiresAt!: Date;

  @Field(() => Account, { description: 'Whose password it sets.' })
  account!: Account;
}

@InputType()
export class ChangePasswordInput {
  @Field()
  currentPassword!: string;

  @Field({ description: '10 to 200 characters.' })
  newPassword!: string;
}

@InputType()
export class SetPasswordInput {
  @Field({ description: 'What stands behind # in the link.' })
  token!: string;

  @Field({ description: '10 to 200 characters.' })
  password!: string;
}

@InputType()
export class CreateOwnerInput {
  @Field({ description: 'What stands behind # in the link that the start prints.' })
  token!: string;

  @Field()
  name!: string;

  @Field()
  email!: string;

  @Field({ description: '10 to 200 characters.' })
  password!: string;
}

@InputType()
export class SignInInput {
  @Field()
  email!: string;

  @Field()
  password!: string;
}
