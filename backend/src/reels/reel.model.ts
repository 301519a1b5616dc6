import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Check as CheckRecord, ReelState } from '@reels/contracts';
import type { ReelRecord } from '@reels/records';
import { ReelStateEnum } from '../graphql/enums.js';
import { Json } from '../graphql/scalars.js';
import { ProjectError } from '../projects/project.model.js';
import { Range } from '../projects/range.model.js';

@ObjectType({ description: 'One measured property of the finished video, with what it had to be.' })
export class Check {
  @Field()
  name!: string;

  @Field()
  passed!: boolean;

  @Field(() => Json, { nullable: true })
  value!: CheckRecord['value'];

  @Field(() => Json, { nullable: true })
  limit!: CheckRecord['limit'];
}

@ObjectType({ description: 'A vertical video made from one highlight.' })
export class Reel {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  projectId!: string;

  @Field(() => ID)
  highlightId!: string;

  @Field()
  title!: string;

  @Field(() => ReelStateEnum)
  state!: ReelState;

  @Field(() => Int)
  revision!: number;

  @Field(() => [Range], { description: 'Which ranges of the episode it keeps, in order.' })
  cut!: Range[];

  @Field(() => [Check])
  checks!: Check[];

  @Field(() => ProjectError, { nullable: true, description: 'Set while the state is FAILED.' })
  error!: ProjectError | null;

  static from({ id, projectId, highlightId, title, state, revision, cut, checks, error }: ReelRecord): Reel {
    return Object.assign(new Reel(), {
      id,
      projectId,
      highlightId,
      title,
      state,
      revision,
      cut,
      checks: Object.entries(checks).map(([name, check]) => ({ name, ...check })),
      error: error && ProjectError.from(error),
    });
  }
}
