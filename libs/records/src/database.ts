import type { DataSource, EntityManager } from 'typeorm';

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

/** Connects to Postgres. Throws when it does not answer. */
export declare function openDatabase(url: string, options?: DatabaseOptions): Promise<Database>;

/** Throws unless the database answers. */
export declare function pingDatabase(db: Db): Promise<void>;

/** Brings the schema up to date and makes the default workspace. Two at once are safe: the second waits and finds nothing to do. */
export declare function migrate(db: Database): Promise<{ applied: string[] }>;
