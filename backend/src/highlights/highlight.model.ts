import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { BOUNDARY_RULES } from '@reels/contracts';
import type { HighlightState } from '@reels/contracts';
import type { HighlightRecord } from '@reels/records';
import { HighlightStateEnum } from '../graphql/enums.js';

@ObjectType({ description: "Whether a highlight's edges keep a rule." })
export class Boundary {
  @Field({ description: 'startsAtSentence, endsAtSentence, pauseAfter, opensOnItsOwn, cutsNoSpeakerOff or lengthWithinBounds.' })
  rule!: string;

  @Field()
  holds!: boolean;

  @Field(() => String, { nullable: true, description: 'Where the rule was bent: why.' })
  why!: string | null;
}

@ObjectType({ description: 'A time range proposed for a reel.' })
export class Highlight {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  startMs!: number;

  @Field(() => Int)
  endMs!: number;

  @Field(() => Float, { description: '0 to 100, comparable inside one episode only.' })
  score!: number;

  @Field(() => [String], { description: 'Sentences that a producer understands, the weightiest first.' })
  reasons!: string[];

  @Field()
  title!: string;

  @Field(() => HighlightStateEnum)
  state!: HighlightState;

  @Field(() => [Boundary])
  boundaries!: Boundary[];

  static from({ id, startMs, endMs, score, reasons, title, state, boundaries }: HighlightRecord): Highlight {
    const rules = BOUNDARY_RULES.map((rule) => ({ rule, holds: boundaries[rule].holds, why: boundaries[rule].why ?? null }));
    return Object.assign(new Highlight(), { id, startMs, endMs, score, reasons, title, state, boundaries: rules });
  }
}
