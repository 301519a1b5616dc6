import { Column, CreateDateColumn, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { ColumnOptions } from 'typeorm';

/**
 * States, stages and kinds are text: contracts holds the sets, so a new member needs no migration. Rows of a project point to it
 * by id and workspace together: the database itself lets none stray into another workspace.
 */

/** Points in time, to the millisecond, as JavaScript knows them. */
export const TIME = { type: 'timestamptz', precision: 3 } as const satisfies ColumnOptions;

/** Sizes in bytes: Postgres' bigint, which its driver gives as text. Numbers are exact up to 9 * 10^15. */
export const BYTES = {
  type: 'bigint',
  transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
} as const satisfies ColumnOptions;

/** What every row has that belongs to a workspace. */
export abstract class OwnedEntity {
  /** UUIDv7. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @CreateDateColumn(TIME)
  createdAt!: Date;
}

export abstract class OwnedChangingEntity extends OwnedEntity {
  @UpdateDateColumn(TIME)
  updatedAt!: Date;
}
