import type { ProjectOptions, ProjectState, Stage } from '@reels/contracts';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import type { GivenTranscript, ProjectRecord, StageFailure } from '../projects.js';
import { OwnedChangingEntity, TIME } from './columns.js';
import { WorkspaceEntity } from './workspace.js';
import { UploadEntity } from './upload.js';

@Entity('project')
@ForeignKey(() => WorkspaceEntity, ['workspaceId'], ['id'])
@Unique(['workspaceId', 'id'])
@Check('one_source', 'num_nonnulls(source_upload_id, source_url) = 1')
export class ProjectEntity extends OwnedChangingEntity implements ProjectRecord {
  @Column('text')
  title!: string;

  @Column('text', { default: 'queued' })
  state!: ProjectState;

  @Column('text', { default: 'ingest' })
  stage!: Stage;

  @Column('jsonb')
  options!: ProjectOptions;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => UploadEntity)
  @Index()
  sourceUploadId!: string | null;

  @Column('text', { nullable: true })
  sourceUrl!: string | null;

  @Column('jsonb', { nullable: true })
  givenTranscript!: GivenTranscript | null;

  @Column('jsonb', { nullable: true })
  error!: StageFailure | null;

  /** `seq` of the newest event of its journal; the row's lock is what makes it grow without gaps. */
  @Column('int', { default: 0 })
  lastSeq!: number;

  /** `seq` of the event with which the present run began: what was said before it does not count as said. */
  @Column('int', { default: 0 })
  runSeq!: number;

  /** Set while its objects are being removed: queries find it no longer. */
  @Column({ ...TIME, nullable: true })
  deletedAt!: Date | null;
}
