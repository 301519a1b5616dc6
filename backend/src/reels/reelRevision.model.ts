import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { ReelRevisionRecord } from '@reels/records';
import { DateTime } from '../graphql/scalars.js';
import { ReelDesign } from './design.model.js';
import { Check } from './reel.model.js';

@ObjectType({ description: 'One finished render of a reel.' })
export class ReelRevision {
  @Field(() => Int, { description: 'Grows inside a reel; renders that were superseded, failed or cancelled leave gaps.' })
  revision!: number;

  @Field()
  title!: string;

  @Field(() => ReelDesign)
  design!: ReelDesign;

  @Field(() => [Check])
  checks!: Check[];

  @Field(() => Int)
  durationMs!: number;

  @Field(() => Int, {
    description: 'How much of the video was encoded for it; the rest was taken over from an earlier revision.',
  })
  reencodedMs!: number;

  @Field(() => DateTime)
  createdAt!: Date;

  projectId!: string;
  /** Names its artifacts. */
  stepKey!: string;

  static from({
    revision,
    title,
    design,
    checks,
    cut,
    reencodedMs,
    createdAt,
    projectId,
    stepKey,
  }: ReelRevisionRecord): ReelRevision {
    return Object.assign(new ReelRevision(), {
      ...{ revision, title, reencodedMs, createdAt, projectId, stepKey },
      design: ReelDesign.from(design),
      checks: Check.listOf(checks),
      durationMs: cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
    });
  }
}
