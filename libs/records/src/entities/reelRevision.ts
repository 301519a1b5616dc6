import type { Checks, Range, ReelDesign } from '@reels/contracts';
import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ReelRevisionRecord } from '../reelRevisions.js';
import { TIME } from './columns.js';
import { ProjectEntity } from './project.js';
import { ReelEntity } from './reel.js';

/** A finished render; never changed. */
@Entity('reel_revision')
@ForeignKey(() => ProjectEntity, ['projectId', 'workspaceId'], ['id', 'workspaceId'], { onDelete: 'CASCADE' })
export class ReelRevisionEntity implements ReelRevisionRecord {
  @PrimaryColumn('uuid')
  @ForeignKey(() => ReelEntity, { onDelete: 'CASCADE' })
  reelId!: string;

  @PrimaryColumn('int')
  revision!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('uuid')
  projectId!: string;

  @Column('text')
  title!: string;

  @Column('jsonb')
  design!: ReelDesign;

  @Column('jsonb')
  cut!: Range[];

  @Column('jsonb')
  checks!: Checks;

  @Column('text')
  stepKey!: string;

  @Column('int')
  transcriptRevision!: number;

  @Column('int')
  reencodedMs!: number;

  @CreateDateColumn(TIME)
  createdAt!: Date;
}
