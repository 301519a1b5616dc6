import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { UploadRecord, UploadState } from '../uploads.js';
import { BYTES, OwnedEntity, TIME } from './columns.js';
import { WorkspaceEntity } from './workspace.js';

export const UPLOAD_STATES = ['open', 'complete', 'aborted'] as const;

@Entity('upload')
@ForeignKey(() => WorkspaceEntity, ['workspaceId'], ['id'])
@Index(['workspaceId', 'createdAt'])
export class UploadEntity extends OwnedEntity implements UploadRecord {
  @Column('text')
  fileName!: string;

  @Column(BYTES)
  bytes!: number;

  @Column('text', { nullable: true })
  contentType!: string | null;

  @Column('int')
  partBytes!: number;

  @Column('text', { unique: true })
  objectKey!: string;

  @Column('text')
  storageUploadId!: string;

  @Column('text', { default: 'open' })
  state!: UploadState;

  @Column({ ...TIME, nullable: true })
  completedAt!: Date | null;
}
