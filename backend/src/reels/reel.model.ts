import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Check as CheckRecord, Checks, ReelState } from '@reels/contracts';
import type { ReelRecord } from '@reels/records';
import { ReelStateEnum } from '../graphql/enums.js';
import { Json } from '../graphql/scalars.js';
import { ProjectError } from '../projects/project.model.js';
import { Range } from '../projects/range.model.js';
import { ReelDesign, ReelDraft } from './design.model.js';

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

  @Field(() => String, {
    nullable: true,
    description: 'Set where an edit left untouched what is measured: which earlier measure it rests on, "sound" or "untouched".',
  })
  carriedOver!: string | null;

  static listOf(checks: Checks): Check[] {
    return Object.entries(checks).map(([name, check]) => Object.assign(new Check(), { carriedOver: null, name, ...check }));
  }
}

@ObjectType({ description: 'A video made from one highlight.' })
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

  @Field(() => Int, { description: 'The one that was begun last; title, design, state, cut, checks and error are those of it.' })
  revision!: number;

  @Field(() => ReelDesign)
  design!: ReelDesign;

  @Field(() => ReelDraft)
  draft!: ReelDraft;

  @Field(() => [Range], { description: 'Which ranges of the episode it keeps, in order.' })
  cut!: Range[];

  @Field(() => [Check])
  checks!: Check[];

  @Field(() => ProjectError, { nullable: true, description: 'Set while the state is FAILED.' })
  error!: ProjectError | null;

  record!: ReelRecord;

  static from(record: ReelRecord): Reel {
    const { id, projectId, highlightId, title, state, revision, cut, checks, error, design } = record;
    return Object.assign(new Reel(), {
      ...{ record, id, projectId, highlightId, title, state, revision, cut },
      design: ReelDesign.from(design),
      draft: ReelDraft.from(record),
      checks: Check.listOf(checks),
      error: error && ProjectError.from(error),
    });
  }
}
