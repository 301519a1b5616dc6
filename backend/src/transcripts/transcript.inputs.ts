import { Field, ID, InputType, Int } from '@nestjs/graphql';

@InputType({ description: 'What is changed about one sentence; what is left out stays.' })
export class SentenceEditInput {
  @Field(() => Int)
  index!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Words that stay keep their times; changed ones are placed between them. "" takes the sentence out.',
  })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'null: nobody knows who speaks.' })
  speaker?: string | null;
}

@InputType({ description: 'Gives everything that one speaker says to another name.' })
export class RenameSpeakerInput {
  @Field()
  from!: string;

  @Field()
  to!: string;
}

@InputType()
export class EditTranscriptInput {
  @Field(() => ID)
  projectId!: string;

  @Field(() => Int, { description: 'The revision that was read; the edit is refused when there is a newer one.' })
  revision!: number;

  @Field(() => [SentenceEditInput], { nullable: true })
  sentences?: SentenceEditInput[] | null;

  @Field(() => RenameSpeakerInput, { nullable: true })
  renameSpeaker?: RenameSpeakerInput | null;
}
