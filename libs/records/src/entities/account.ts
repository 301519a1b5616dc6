import { Column, Entity, ForeignKey } from 'typeorm';
import { OwnedEntity, TIME } from './columns.js';
import { WorkspaceEntity } from './workspace.js';

/** A person who may sign in. */
@Entity('account')
@ForeignKey(() => WorkspaceEntity, ['workspaceId'], ['id'])
export class AccountEntity extends OwnedEntity {
  @Column('text')
  name!: string;

  /** In lower case. */
  @Column('text', { unique: true })
  email!: string;

  /** In the PHC format: `$argon2id$v=19$...`. */
  @Column('text')
  passwordHash!: string;

  /** Digest of the newest link's token, by which a new password can be set; null: there is none, or it was used. */
  @Column('text', { nullable: true, unique: true })
  linkSha256!: string | null;

  @Column({ ...TIME, nullable: true })
  linkExpiresAt!: Date | null;
}
