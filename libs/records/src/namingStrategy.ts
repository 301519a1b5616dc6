import { DefaultNamingStrategy } from 'typeorm';
import type { NamingStrategyInterface, Table } from 'typeorm';

/** camelCase in TypeScript, snake_case in the database; constraints are called as Postgres itself would call them. */
export class SnakeCaseNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }

  override primaryKeyName(table: Table | string): string {
    return `${this.getTableName(table)}_pkey`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.#named(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.#named(table, columns, 'fkey');
  }

  override indexName(table: Table | string, columns: string[]): string {
    return this.#named(table, columns, 'idx');
  }

  /** TypeORM gives the columns in different orders at different times. */
  #named(table: Table | string, columns: string[], kind: string): string {
    return [this.getTableName(table), ...[...columns].sort(), kind].join('_');
  }
}
