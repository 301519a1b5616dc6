import 'reflect-metadata';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { ENTITIES } from './entities/index.js';
import { MIGRATIONS } from './migrations/index.js';
import { SnakeCaseNaming } from './namingStrategy.js';

/** A pool of connections; made by openDatabase, ended by `destroy()`. */
export type Database = DataSource;

/** An open transaction; what a change that belongs to a progress event writes with. */
export type Transaction = EntityManager;

/** What a query runs on. */
export type Db = Database | Transaction;

export interface DatabaseOptions {
  /** Connections at most; default 10. */
  poolSize?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
}

/** Connects to Postgres. Throws when it does not answer. The schema is left as it is: see migrate. */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const database = new DataSource({
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    namingStrategy: new SnakeCaseNaming(),
    // The schema needs no extension: ids are made in code.
    installExtensions: false,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 10_000,
    extra: { application_name: options.applicationName },
  });
  return database.initialize();
}

/** Throws unless the database answers. */
export async function pingDatabase(db: Db): Promise<void> {
  await db.query('SELECT 1');
}
