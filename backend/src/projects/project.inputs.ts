import { Field, ID, InputType, Int } from '@nestjs/graphql';
import type { ProjectOptions } from '@reels/contracts';
import { CaptionChoiceEnum, LayoutChoiceEnum } from '../graphql/enums.js';

@InputType({ description: 'What is left out has a default.' })
export class ProjectOptionsInput {
  @Field(() => Int, { nullable: true, description: 'How many reels at most, 1 to 50.' })
  reels?: number | null;

  @Field(() => Int, { nullable: true, description: 'Shortest reel, from 5 s.' })
  minMs?: number | null;

  @Field(() => Int, { nullable: true, description: 'Longest reel, up to 180 s.' })
  maxMs?: number | null;

  @Field(() => Int, { nullable: true, description: 'Use the episode from here on.' })
  fromMs?: number | null;

  @Field(() => Int, { nullable: true, description: 'Use this much of the episode.' })
  forMs?: number | null;

  @Field(() => String, { nullable: true, description: 'BCP 47; left out: found by listening.' })
  language?: string | null;

  @Field(() => CaptionChoiceEnum, { nullable: true })
  captions?: ProjectOptions['captions'] | null;

  @Field(() => LayoutChoiceEnum, { nullable: true })
  layout?: ProjectOptions['layout'] | null;

  @Field(() => Boolean, { nullable: true, description: 'Stop after the highlights until they are approved.' })
  review?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Stop after the transcript.' })
  transcriptOnly?: boolean | null;
}

@InputType({
  description:
    "A transcript that takes the place of recognition: SRT, WebVTT, Podcasting 2.0 JSON or this product's transcript.json.",
})
export class TranscriptInput {
  @Field()
  fileName!: string;

  @Field()
  content!: string;
}

@InputType()
export class CreateProjectInput {
  @Field(() => String, { nullable: true, description: 'Left out: the name of the file.' })
  title?: string | null;

  @Field(() => ID, { nullable: true, description: 'A complete upload; either this or url.' })
  uploadId?: string | null;

  @Field(() => String, { nullable: true, description: 'A public http(s) address of a recording; either this or uploadId.' })
  url?: string | null;

  @Field(() => ProjectOptionsInput, { nullable: true })
  options?: ProjectOptionsInput | null;

  @Field(() => TranscriptInput, { nullable: true })
  transcript?: TranscriptInput | null;
}
