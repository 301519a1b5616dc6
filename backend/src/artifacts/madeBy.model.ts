import { Field, Float, ObjectType } from '@nestjs/graphql';
import type { MadeBy as MadeByRecord } from '@reels/contracts';

@ObjectType({ description: 'Who made something, and for how much.' })
export class MadeBy {
  @Field()
  step!: string;

  @Field()
  provider!: string;

  @Field()
  version!: string;

  @Field(() => Float, { description: 'Integer micro-dollars; 0 for a local provider.' })
  costMicroUsd!: number;

  @Field(() => String, { nullable: true, description: 'Set when this provider stood in for the one first asked: why.' })
  fallback!: string | null;

  static from({ step, provider, version, costMicroUsd, fallback }: MadeByRecord): MadeBy {
    return Object.assign(new MadeBy(), { step, provider, version, costMicroUsd, fallback: fallback ?? null });
  }
}
