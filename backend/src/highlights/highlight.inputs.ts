import { Field, ID, InputType, Int } from '@nestjs/graphql';

@InputType()
export class CreateHighlightInput {
  @Field(() => ID)
  projectId!: string;

  @Field(() => Int)
  startMs!: number;

  @Field(() => Int)
  endMs!: number;

  @Field(() => String, { nullable: true, description: "Left out: proposed in the speakers' words." })
  title?: string | null;
}
