import type { ArtifactKind, MadeBy } from '@reels/contracts';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { ArtifactRecord } from '../artifacts.js';
import { BYTES, OwnedEntity } from './columns.js';
import { ProjectEntity } from './project.js';
import { ReelEntity } from './reel.js';

/** One row for each kind that a step makes, for the project or for a reel: two indexes, since nulls are distinct in one. */
@Entity('artifact')
@ForeignKey(() => ProjectEntity, ['projectId', 'workspaceId'], ['id', 'workspaceId'], { onDelete: 'CASCADE' })
@Index(['projectId', 'stepKey', 'kind', 'reelId'], { unique: true, where: 'reel_id IS NOT NULL' })
@Index(['projectId', 'stepKey', 'kind'], { unique: true, where: 'reel_id IS NULL' })
export class ArtifactEntity extends OwnedEntity implements ArtifactRecord {
  @Column('uuid')
  @Index()
  projectId!: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => ReelEntity, { onDelete: 'CASCADE' })
  @Index()
  reelId!: string | null;

  @Column('text')
  stepKey!: string;

  @Column('text')
  kind!: ArtifactKind;

  @Column('text')
  objectKey!: string;

  @Column(BYTES)
  bytes!: number;

  @Column('text')
  sha256!: string;

  @Column('text')
  contentType!: string;

  @Column('jsonb')
  madeBy!: MadeBy;
}
