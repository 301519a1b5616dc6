import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from './columns.js';

/** How often something was tried in a stretch of time, by one who may not try it often. */
@Entity('attempt_window')
export class AttemptWindowEntity {
  /** Hex; the digest of what is counted: people type anything where an address is asked for, even their password. */
  @PrimaryColumn('text')
  sha256!: string;

  @Column('int')
  attempts!: number;

  @Column(TIME)
  @Index()
  endsAt!: Date;
}
