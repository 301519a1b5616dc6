import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.js';
import { TIME } from './columns.js';

/** A browser in which somebody is signed in. Its token is nowhere, only the digest. */
@Entity('session')
@ForeignKey(() => AccountEntity, ['accountId'], ['id'], { onDelete: 'CASCADE' })
export class SessionEntity {
  /** UUIDv7. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  @Index()
  accountId!: string;

  /** Hex. */
  @Column('text', { unique: true })
  sha256!: string;

  @CreateDateColumn(TIME)
  createdAt!: Date;

  @Column(TIME)
  @Index()
  expiresAt!: Date;
}
