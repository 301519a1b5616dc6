import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../setupError.js';
import type { Environment } from '../system/environment.js';
import { lastLines, run } from '../system/run.js';
import type { ServiceName } from './service.js';

/** The project's own programs, as built. */
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
export const API_PROGRAM = join(ROOT, 'backend/dist/main.js');
export const WORKER_PROGRAM = join(ROOT, 'workflows/dist/worker/main.js');
const WORKFLOW_BUNDLE = join(ROOT, 'workflows/dist/workflow-bundle.js');
const CONSOLE_FOLDER = join(ROOT, 'dist/console/browser');
const MIGRATE_PROGRAM = join(ROOT, 'libs/records/dist/migrateCommand.js');
const MIGRATIONS = join(ROOT, 'libs/records/dist/migrations');

export function requireBuild(services: readonly ServiceName[]): void {
  const needed = [MIGRATE_PROGRAM, WORKFLOW_BUNDLE, ...(services.includes('api') ? [API_PROGRAM] : []), ...(services.includes('worker') ? [WORKER_PROGRAM] : [])];
  if (needed.every((file) => existsSync(file))) return;
  throw new SetupError('The project is not built.', 'Run "npm run build", then start again.');
}

/** Folder of the built console; null when it is not built, which keeps nothing else from running. */
export const builtConsole = (): string | null => (existsSync(join(CONSOLE_FOLDER, 'index.html')) ? CONSOLE_FOLDER : null);

/** The same code of the workflows gives the same id, so that a restart is no new version to the engine. */
export const workerBuildId = (): string => createHash('sha256').update(readFileSync(WORKFLOW_BUNDLE)).digest('hex').slice(0, 16);

/**
 * Brings the database up to date. The names of the migrations that it has are noted beside the records, so that a start with
 * nothing new does not wait for it.
 */
export async function migrateRecords(recordsFolder: string, env: Environment): Promise<void> {
  const note = join(recordsFolder, 'reels-migrations.txt');
  const names = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.js')).sort().join('\n');
  if (existsSync(note) && readFileSync(note, 'utf8') === names) return;
  const { code, output } = await run(process.execPath, [MIGRATE_PROGRAM], { env, cwd: '/' });
  if (code !== 0) throw new SetupError(`The records could not be brought up to date:\n${lastLines(output, 10)}`, 'If you went back to an older version of Podcast-to-Reels, start the newer one again.');
  writeFileSync(note, names);
}
