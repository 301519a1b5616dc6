import type { Sentence } from '@reels/contracts';
import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import type { TranscriptRecord } from '../transcripts.js';
import { OwnedEntity } from './columns.js';
import { ProjectEntity } from './project.js';

@Entity('transcript')
@ForeignKey(() => ProjectEntity, ['projectId', 'workspaceId'], ['id', 'workspaceId'], { onDelete: 'CASCADE' })
@Unique(['projectId', 'revision'])
@Unique(['projectId', 'stepKey'])
export class TranscriptEntity extends OwnedEntity implements TranscriptRecord {
  @Column('uuid')
  projectId!: string;

  @Column('int')
  revision!: number;

  @Column('text', { nullable: true })
  stepKey!: string | null;

  @Column('text')
  summary!: string;

  @Column('text')
  language!: string;

  @Column('int')
  sentenceCount!: number;

  /** Megabytes for a long episode: read only where asked for. */
  @Column('jsonb', { select: false })
  sentences!: Sentence[];
}
