import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../setupError.js';
import type { Environment } from '../system/environment.js';
import { isReachable, isRoot } from '../system/places.js';
import { commandOf, ended, identify, processesIn, signal } from '../system/processes.js';
import { lastLines, run } from '../system/run.js';
import { HOST } from './ports.js';
import type { StackEvent } from './service.js';
import type { ServiceSpec } from './supervised.js';

const USER = 'reels';

export const databaseUrl = (port: number, password: string): string => `postgres://${USER}:${password}@${HOST}:${port}/postgres`;

/** The major version that wrote the records in a folder; undefined when there are none yet. */
export function recordsVersion(folder: string): number | undefined {
  const file = join(folder, 'PG_VERSION');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

interface PostgresOptions {
  /** Folder of the programs. */
  programs: string;
  /** Folder of the records. */
  folder: string;
  port: number;
  password: string;
  env: Environment;
  onEvent(event: StackEvent): void;
}

export function postgresService({ programs, folder, port, password, env, onEvent }: PostgresOptions): ServiceSpec {
  const program = realpathSync(join(programs, 'postgres'));
  const user = isRoot() ? serviceUser(folder) : undefined;
  const settings = { listen_addresses: HOST, port: String(port), unix_socket_directories: '', timezone: 'UTC', log_line_prefix: '%m [%p] ' };
  return {
    name: 'postgres',
    title: 'Postgres, the records',
    async prepare() {
      if (user) requireReach([folder, program]);
      if (recordsVersion(folder) === undefined) await createCluster(join(dirname(program), 'initdb'), folder, password, env, user);
      await clearPidFile(folder, onEvent);
    },
    program,
    args: ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env,
    user,
    isReady: (pid) => Promise.resolve(readPidFile(folder)?.pid === pid && readPidFile(folder)?.status === 'ready'),
    readyMs: 60_000,
    stopSignal: 'SIGINT',
    stopMs: 30_000,
  };
}

/** Who runs Postgres for root, whom it refuses: the owner of the records, else the users that systems bring for such things. */
function serviceUser(folder: string): { uid: number; gid: number } {
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')) : [];
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([user]) => user === name) ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: 65534, gid: 65534 };
}

function requireReach(paths: string[]): void {
  const closed = paths.find((path) => !isReachable(dirname(path)));
  if (!closed) return;
  throw new SetupError(
    `Postgres does not run as root, and the user it runs as cannot reach ${closed}.`,
    'Run as an ordinary user, or set REELS_HOME to a folder that other users may pass through (such as /var/lib/podcast-to-reels).',
  );
}

/** Makes an empty cluster; it appears at its place only when it is whole. */
async function createCluster(initdb: string, folder: string, password: string, env: Environment, user?: { uid: number; gid: number }): Promise<void> {
  const making = `${folder}.new`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (user) for (const path of [making, passwordFile]) chownSync(path, user.uid, user.gid);
    const args = ['-D', making, '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-instructions'];
    const { code, output } = await run(initdb, args, { env: { ...env, LC_ALL: 'C' }, cwd: '/', ...user });
    if (code !== 0) throw new SetupError(`Postgres could not make its folder ${folder}: ${lastLines(output)}`, 'See whether the disk is full or the folder is on a file system that keeps no owners.');
    renameSync(making, folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Postgres' own note of who runs on a folder: process id, folder, start, port, ..., status. */
function readPidFile(folder: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}

/**
 * A server that a killed start left running on these records is stopped; the note of one that is gone, whose id may by now be
 * another program's, is removed. Only a process that runs on exactly this folder is touched.
 */
export async function clearPidFile(folder: string, onEvent: (event: StackEvent) => void): Promise<void> {
  const note = readPidFile(folder);
  if (!note) return;
  const process = identify(note.pid);
  if (process && commandOf(note.pid).split(' ').includes(folder)) {
    signal(process, 'SIGINT');
    if (!(await ended(process, 20_000))) signal(process, 'SIGQUIT');
    if (!(await ended(process, 10_000))) throw new SetupError(`An earlier Postgres (process ${note.pid}) still runs on ${folder} and does not stop.`, `Stop it (kill -QUIT ${note.pid}), then start again.`);
    onEvent({ kind: 'cleaned', message: `Postgres (process ${note.pid}), left running by an earlier start, was stopped.` });
    return;
  }
  rmSync(join(folder, 'postmaster.pid'), { force: true });
  // The children of a killed postmaster end by themselves when they notice; until then the records are theirs.
  for (const until = Date.now() + 10_000; Date.now() < until && processesIn(folder).length > 0; ) await sleep(100);
}
