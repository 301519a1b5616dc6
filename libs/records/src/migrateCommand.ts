#!/usr/bin/env node
import { createLogger, loadEnvFile, readSettings, SettingsError } from '@reels/platform';
import { openDatabase } from './database.js';
import { migrate } from './migrate.js';

/** The release command: brings the database of DATABASE_URL up to date. Exits 0 when it is; safe to run twice, even at once. */
async function main(): Promise<void> {
  loadEnvFile();
  const settings = readSettings('migrate');
  const logger = createLogger({ service: 'migrate', level: settings.LOG_LEVEL });
  const db = await openDatabase(settings.DATABASE_URL, { applicationName: 'reels migrate', poolSize: 2 });
  try {
    const { applied } = await migrate(db);
    logger.info({ applied }, applied.length > 0 ? 'The database is brought up to date' : 'The database is up to date');
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exitCode = 1;
});
