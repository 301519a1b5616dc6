import type { BoundaryProof, HighlightState } from '@reels/contracts';
import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import type { HighlightRecord } from '../highlights.js';
import { OwnedEntity } from './columns.js';
import { ProjectEntity } from './project.js';

@Entity('highlight')
@ForeignKey(() => ProjectEntity, ['projectId', 'workspaceId'], ['id', 'workspaceId'], { onDelete: 'CASCADE' })
@Unique(['projectId', 'startMs', 'endMs'])
export class HighlightEntity extends OwnedEntity implements HighlightRecord {
  @Column('uuid')
  projectId!: string;

  @Column('int')
  startMs!: number;

  @Column('int')
  endMs!: number;

  @Column('double precision')
  score!: number;

  @Column('jsonb')
  reasons!: string[];

  @Column('text')
  title!: string;

  @Column('jsonb')
  boundaries!: BoundaryProof;

  @Column('text', { default: 'proposed' })
  state!: HighlightState;

  @Column('boolean', { default: false })
  chosenByUser!: boolean;
}
