import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ProjectOptions as ProjectOptionsRecord, ProjectState, Stage } from '@reels/contracts';
import type { ProjectRecord, StageFailure } from '@reels/records';
import { CaptionChoiceEnum, LayoutChoiceEnum, ProjectStateEnum, StageEnum } from '../graphql/enums.js';
import { PageInfo } from '../graphql/page.js';
import { DateTime } from '../graphql/scalars.js';
import { Range } from './range.model.js';

@ObjectType({ description: 'What was chosen for a project, with the defaults filled in.' })
export class ProjectOptions {
  @Field(() => Int, { description: 'How many reels at most.' })
  reels!: number;

  @Field(() => Int)
  minMs!: number;

  @Field(() => Int)
  maxMs!: number;

  @Field(() => Range, { nullable: true, description: 'Only this part of the episode is used; null: all of it.' })
  part!: Range | null;

  @Field(() => String, { nullable: true, description: 'BCP 47; null: found by listening.' })
  language!: string | null;

  @Field(() => CaptionChoiceEnum)
  captions!: ProjectOptionsRecord['captions'];

  @Field(() => LayoutChoiceEnum)
  layout!: ProjectOptionsRecord['layout'];

  @Field({ description: 'Stop after the highlights until they are approved.' })
  review!: boolean;

  @Field({ description: 'Stop after the transcript.' })
  transcriptOnly!: boolean;

  static from(options: ProjectOptionsRecord): ProjectOptions {
    return Object.assign(new ProjectOptions(), options);
  }
}

@ObjectType({ description: 'Why a project or a reel failed.' })
export class ProjectError {
  @Field()
  code!: string;

  @Field()
  message!: string;

  @Field()
  nextStep!: string;

  @Field(() => StageEnum)
  stage!: Stage;

  static from(failure: StageFailure): ProjectError {
    return Object.assign(new ProjectError(), failure);
  }
}

@ObjectType({ description: 'One episode being turned into reels.' })
export class Project {
  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;

  @Field(() => ProjectStateEnum)
  state!: ProjectState;

  @Field(() => StageEnum)
  stage!: Stage;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;

  @Field(() => ProjectOptions)
  options!: ProjectOptions;

  @Field(() => ProjectError, { nullable: true, description: 'Set while the state is FAILED.' })
  error!: ProjectError | null;

  @Field(() => Int, { description: 'The newest event of its journal; subscribe to progress from here on.' })
  lastSeq!: number;

  static from({ id, title, state, stage, createdAt, updatedAt, options, error, lastSeq }: ProjectRecord): Project {
    return Object.assign(new Project(), {
      id,
      title,
      state,
      stage,
      createdAt,
      updatedAt,
      options: ProjectOptions.from(options),
      error: error && ProjectError.from(error),
      lastSeq,
    });
  }
}

@ObjectType()
export class ProjectEdge {
  @Field()
  cursor!: string;

  @Field(() => Project)
  node!: Project;
}

@ObjectType({ description: 'The newest project first.' })
export class ProjectConnection {
  @Field(() => [ProjectEdge])
  edges!: ProjectEdge[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType()
export class DeletedProject {
  @Field(() => ID)
  id!: string;

  static of(id: string): DeletedProject {
    return Object.assign(new DeletedProject(), { id });
  }
}
