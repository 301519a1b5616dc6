import { Global, Inject, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { ObjectStore } from '@reels/platform';
import type { Logger, Settings } from '@reels/platform';
import { ProgressListener, openDatabase } from '@reels/records';
import type { Database } from '@reels/records';

export type ApiSettings = Settings<'api'>;

/** What every part of the API works with, under the names by which Nest hands it in. */
export const API_SETTINGS = Symbol('API_SETTINGS');
export const LOGGER = Symbol('LOGGER');
export const DATABASE = Symbol('DATABASE');

/** Ends the connections when all requests are answered. */
@Injectable()
class Connections implements OnApplicationShutdown {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly progress: ProgressListener,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.progress.close();
    await this.db.destroy();
  }
}

/** Settings, logger, database, progress listener and object store, once for the process. */
@Global()
@Module({})
export class Infrastructure {
  static of(settings: ApiSettings, logger: Logger): DynamicModule {
    return {
      module: Infrastructure,
      providers: [
        { provide: API_SETTINGS, useValue: settings },
        { provide: LOGGER, useValue: logger },
        { provide: DATABASE, useFactory: () => openDatabase(settings.DATABASE_URL, { applicationName: 'reels-api' }) },
        { provide: ObjectStore, useFactory: () => ObjectStore.fromSettings(settings) },
        {
          provide: ProgressListener,
          inject: [DATABASE],
          useFactory: (db: Database) => new ProgressListener(settings.DATABASE_URL, db, logger),
        },
        Connections,
      ],
      exports: [API_SETTINGS, LOGGER, DATABASE, ObjectStore, ProgressListener],
    };
  }
}
