import type { ErrorCode, ProgressKind, ProjectState, ReelState, Stage } from '@reels/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TIME } from './columns.js';
import { ProjectEntity } from './project.js';
import { ReelEntity } from './reel.js';

/** One line of a project's journal; never changed. */
@Entity('progress_event')
@ForeignKey(() => ProjectEntity, ['projectId', 'workspaceId'], ['id', 'workspaceId'], { onDelete: 'CASCADE' })
@Index(['projectId', 'stage', 'reelId', 'seq'])
export class ProgressEventEntity {
  @PrimaryColumn('uuid')
  projectId!: string;

  @PrimaryColumn('int')
  seq!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column(TIME)
  at!: Date;

  @Column('text')
  stage!: Stage;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => ReelEntity, { onDelete: 'CASCADE' })
  @Index()
  reelId!: string | null;

  @Column('text')
  kind!: ProgressKind;

  @Column('double precision', { nullable: true })
  percent!: number | null;

  @Column('int')
  attempt!: number;

  @Column('text')
  message!: string;

  @Column('text', { nullable: true })
  code!: ErrorCode | null;

  @Column('text', { nullable: true })
  nextStep!: string | null;

  @Column('text')
  projectState!: ProjectState;

  @Column('text', { nullable: true })
  reelState!: ReelState | null;
}
