import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whoever owns projects. */
@Entity('workspace')
export class WorkspaceEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;
}
