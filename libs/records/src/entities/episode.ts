import type { Chapter, EpisodeFacts, Palette } from '@reels/contracts';
import { Column, Entity, ForeignKey } from 'typeorm';
import type { EpisodeRecord } from '../episodes.js';
import { BYTES, OwnedEntity } from './columns.js';
import { ProjectEntity } from './project.js';

@Entity('episode')
@ForeignKey(() => ProjectEntity, ['projectId', 'workspaceId'], ['id', 'workspaceId'], { onDelete: 'CASCADE' })
export class EpisodeEntity extends OwnedEntity implements EpisodeRecord {
  @Column('uuid', { unique: true })
  projectId!: string;

  @Column('text')
  fileName!: string;

  @Column('text')
  objectKey!: string;

  @Column(BYTES)
  bytes!: number;

  @Column('text')
  sha256!: string;

  @Column('int')
  durationMs!: number;

  @Column('text')
  container!: string;

  @Column('text')
  audioCodec!: string;

  @Column('jsonb', { nullable: true })
  video!: EpisodeFacts['video'];

  @Column('boolean')
  hasCover!: boolean;

  @Column('text', { nullable: true })
  title!: string | null;

  @Column('text', { nullable: true })
  show!: string | null;

  @Column('jsonb')
  chapters!: Chapter[];

  @Column('jsonb', { nullable: true })
  palette!: Palette | null;
}
