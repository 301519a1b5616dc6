import type { Checks, Range, ReelDesign, ReelState } from '@reels/contracts';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { StageFailure } from '../projects.js';
import type { ReelDraft, ReelRecord } from '../reels.js';
import { OwnedChangingEntity } from './columns.js';
import { HighlightEntity } from './highlight.js';
import { ProjectEntity } from './project.js';

@Entity('reel')
@ForeignKey(() => ProjectEntity, ['projectId', 'workspaceId'], ['id', 'workspaceId'], { onDelete: 'CASCADE' })
export class ReelEntity extends OwnedChangingEntity implements ReelRecord {
  @Column('uuid')
  @Index()
  projectId!: string;

  @Column('uuid', { unique: true })
  @ForeignKey(() => HighlightEntity, { onDelete: 'CASCADE' })
  highlightId!: string;

  @Column('text')
  title!: string;

  @Column('int', { default: 1 })
  revision!: number;

  @Column('text', { default: 'queued' })
  state!: ReelState;

  @Column('boolean', { default: false })
  byItself!: boolean;

  @Column('jsonb')
  design!: ReelDesign;

  @Column('jsonb')
  draft!: ReelDraft;

  @Column('int', { default: 1 })
  draftVersion!: number;

  @Column('jsonb')
  cut!: Range[];

  @Column('int', { nullable: true })
  transcriptRevision!: number | null;

  @Column('jsonb')
  checks!: Checks;

  @Column('jsonb', { nullable: true })
  error!: StageFailure | null;
}
