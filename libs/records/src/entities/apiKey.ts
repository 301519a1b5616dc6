import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { OwnedEntity } from './columns.js';
import { WorkspaceEntity } from './workspace.js';

/** A key of the API. The key itself is nowhere, only its digest. */
@Entity('api_key')
@ForeignKey(() => WorkspaceEntity, ['workspaceId'], ['id'])
@Unique(['workspaceId', 'name'])
export class ApiKeyEntity extends OwnedEntity {
  @Column('text')
  name!: string;

  /** Hex. */
  @Column('text')
  @Index()
  sha256!: string;
}
