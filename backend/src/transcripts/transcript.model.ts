import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { Sentence as SentenceRecord, WordTiming } from '@reels/contracts';
import type { TranscriptRecord } from '@reels/records';
import { WordTimingEnum } from '../graphql/enums.js';
import { DateTime } from '../graphql/scalars.js';

@ObjectType()
export class Word {
  @Field({ description: 'As written, with its punctuation.' })
  text!: string;

  @Field(() => Int)
  startMs!: number;

  @Field(() => Int)
  endMs!: number;

  @Field(() => Float, { description: '0 to 1; 1 where the user gave the text.' })
  confidence!: number;
}

@ObjectType()
export class Sentence {
  @Field(() => Int, { description: 'Its place in the transcript, from 0.' })
  index!: number;

  @Field(() => String, { nullable: true, description: 'A name or "Speaker 1"; null where the speaker is not known.' })
  speaker!: string | null;

  @Field(() => Int)
  startMs!: number;

  @Field(() => Int)
  endMs!: number;

  @Field()
  text!: string;

  @Field(() => WordTimingEnum)
  timing!: WordTiming;

  @Field(() => [Word])
  words!: Word[];

  static from(sentence: SentenceRecord & { index: number }): Sentence {
    return Object.assign(new Sentence(), sentence);
  }
}

@ObjectType({ description: 'One state of a transcript: as it was recognized or brought, or as somebody left it.' })
export class TranscriptRevision {
  @Field(() => Int)
  revision!: number;

  @Field(() => DateTime)
  at!: Date;

  @Field({ description: 'What was changed, in a few words.' })
  summary!: string;

  static from({ revision, createdAt, summary }: TranscriptRecord): TranscriptRevision {
    return Object.assign(new TranscriptRevision(), { revision, at: createdAt, summary });
  }
}

@ObjectType({ description: 'What was said, when and by whom.' })
export class Transcript {
  @Field({ description: 'BCP 47; "und" when it could not be found.' })
  language!: string;

  @Field(() => Int)
  revision!: number;

  @Field(() => Int)
  sentenceCount!: number;

  /** In the records; sentences are read by it. */
  id!: string;

  projectId!: string;

  static from({ id, projectId, language, revision, sentenceCount }: TranscriptRecord): Transcript {
    return Object.assign(new Transcript(), { id, projectId, language, revision, sentenceCount });
  }
}
