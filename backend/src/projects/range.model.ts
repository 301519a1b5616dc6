import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A stretch of the episode in milliseconds, half-open.' })
export class Range {
  @Field(() => Int)
  startMs!: number;

  @Field(() => Int)
  endMs!: number;
}
