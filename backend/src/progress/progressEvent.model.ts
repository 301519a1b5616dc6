import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ProgressEvent as ProgressEventRecord, ProgressKind, ProjectState, ReelState, Stage } from '@reels/contracts';
import { ProgressKindEnum, ProjectStateEnum, ReelStateEnum, StageEnum } from '../graphql/enums.js';
import { DateTime } from '../graphql/scalars.js';

@ObjectType({ description: "One line of a project's append-only journal." })
export class ProgressEvent {
  @Field(() => ID)
  projectId!: string;

  @Field(() => Int, { description: 'Grows by one inside a project.' })
  seq!: number;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => StageEnum)
  stage!: Stage;

  @Field(() => ID, { nullable: true, description: 'Set for events of one reel.' })
  reelId!: string | null;

  @Field(() => ProgressKindEnum)
  kind!: ProgressKind;

  @Field(() => Float, { nullable: true, description: '0 to 100, measured; null where nothing can be measured.' })
  percent!: number | null;

  @Field(() => Int, { description: 'The attempt of the step that speaks, from 1.' })
  attempt!: number;

  @Field({ description: 'What happens now, in a few words.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'Set for FAILED.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'What the user can do next; set with code.' })
  nextStep!: string | null;

  @Field(() => ProjectStateEnum)
  projectState!: ProjectState;

  @Field(() => ReelStateEnum, { nullable: true })
  reelState!: ReelState | null;

  static from(event: ProgressEventRecord): ProgressEvent {
    return Object.assign(new ProgressEvent(), { ...event, at: new Date(event.at) });
  }
}
