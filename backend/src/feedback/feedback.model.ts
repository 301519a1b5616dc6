import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Json } from '../graphql/scalars.js';

@ObjectType({ description: 'What a user had to say; it is stored for whoever runs this installation.' })
export class Feedback {
  @Field(() => ID)
  id!: string;
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
