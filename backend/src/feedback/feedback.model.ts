import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { FeedbackRecord } from '@reels/records';
import { PageInfo } from '../graphql/page.js';
import { DateTime, Json } from '../graphql/scalars.js';

@ObjectType({ description: 'What a user had to say; it is stored for whoever runs this installation.' })
export class Feedback {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field()
  message!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address to answer to.' })
  replyTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Address of the page.' })
  page!: string | null;

  @Field(() => Json, { nullable: true, description: 'What the page showed: an object, if the person agreed to send it.' })
  state!: unknown;

  /** Of the account that sent it; not a field. */
  accountId!: string | null;

  static from({ id, createdAt, message, replyTo, page, state, accountId }: FeedbackRecord): Feedback {
    return Object.assign(new Feedback(), { id, createdAt, message, replyTo, page, state, accountId });
  }
}

@ObjectType()
export class FeedbackEdge {
  @Field()
  cursor!: string;

  @Field(() => Feedback)
  node!: Feedback;
}

@ObjectType()
export class FeedbackConnection {
  @Field(() => [FeedbackEdge])
  edges!: FeedbackEdge[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@InputType()
export class FeedbackInput {
  @Field({ description: '1 to 5,000 characters.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address to answer to.' })
  replyTo?: string | null;

  @Field(() => String, { nullable: true, description: 'Address of the page, as far as it may be told.' })
  page?: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'What the page showed, if the person agrees to send it: an object of at most 8 kB.',
  })
  state?: unknown;
}
