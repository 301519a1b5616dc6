/** Brings a clone into a state in which it can run: packages installed, sources built. Costs a few hundredths of a second when it is. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STATE = join(ROOT, '.cache');
const say = (message) => process.stderr.write(`${message}\n`);

/** Everything that a build reads. Tests and their helpers are not built. */
const PACKAGES = ['libs/contracts', 'libs/editing', 'libs/media', 'libs/platform', 'libs/records', 'libs/stack', 'backend', 'workflows', 'cli'];
const BUILT = ['cli/dist/main.js', 'backend/dist/main.js', 'workflows/dist/worker/main.js', 'workflows/dist/workflow-bundle.js', 'libs/records/dist/migrateCommand.js'];
/** What the packages take on the disk and on the wire, measured with npm 10 on Linux. */
const INSTALL_SIZE = 'about 490 MB to fetch, 1.1 GB on the disk';

/** What the console's build reads beside its own folder: the pure libraries that it shares with the services. */
const CONSOLE_READS = ['frontend/src', 'frontend/public', 'libs/contracts/src', 'libs/editing/src', 'samples'];
const CONSOLE_BUILT = 'dist/console/browser/index.html';

/**
 * Installs and builds what is not current. False when that failed, which has then been told.
 * The console is built for those who will open it: with `{ console: true }`.
 */
export async function prepare({ console: withConsole = false } = {}) {
  const isReady = () => isInstalled() && isBuilt() && (!withConsole || isConsoleBuilt());
  if (isReady()) return true;
  const release = await lock();
  try {
    return (isInstalled() || install()) && (isBuilt() || build()) && (!withConsole || isConsoleBuilt() || buildConsole());
  } finally {
    release();
  }
}

const lockDigest = () => createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
const stamp = (name) => join(STATE, `${name}.stamp`);
const stampSays = (name, digest) => existsSync(stamp(name)) && readFileSync(stamp(name), 'utf8') === digest;

function writeStamp(name, digest) {
  mkdirSync(STATE, { recursive: true });
  writeFileSync(stamp(name), digest);
}

/** Whether node_modules holds what package-lock.json asks for; `npm ci` or `npm install` by hand counts too. */
function isInstalled() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const digest = lockDigest();
  if (stampSays('install', digest)) return true;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const current = Object.entries(wanted).every(([path, { version, link, optional, peer }]) => path === '' || !path.includes('node_modules/') || link || optional || peer || installed[path]?.version === version);
  if (current) writeStamp('install', digest);
  return current;
}

function install() {
  const digest = lockDigest();
  say(`Installing the npm packages (${INSTALL_SIZE}).`);
  const [program, args] = npm();
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL_CUDA: 'skip' };
  // The command's own output stays clean, so npm speaks on the error output. No dependency needs its install script.
  const { status, error } = spawnSync(program, [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT, env, stdio: ['ignore', 2, 2] });
  if (error?.code === 'ENOENT') say('npm was not found. Install npm 10 or newer (it comes with Node), then start again.');
  else if (status !== 0) say('The npm packages could not be installed: see above. Check the internet connection and the free disk space, then start again.');
  else writeStamp('install', digest);
  return status === 0;
}

/** The npm that runs this, else the one beside this Node, else the one on the PATH. */
function npm() {
  const running = process.env.npm_execpath;
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [running, beside].find((path) => path && /npm-cli\.js$/.test(path) && existsSync(path)) ?? (running && /npx-cli\.js$/.test(running) ? running.replace('npx-cli', 'npm-cli') : null);
  return script && existsSync(script) ? [process.execPath, [script]] : ['npm', []];
}

/** A digest of the contents of files and of everything in folders, so that a fresh checkout of the same sources needs no build. */
function digestOf(files, folders, isSource) {
  const hash = createHash('sha256');
  const add = (path) => hash.update(path).update('\0').update(readFileSync(join(ROOT, path))).update('\0');
  const walk = (folder) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'testing') walk(path);
      } else if (!entry.name.endsWith('.spec.ts') && isSource(entry.name)) add(path);
    }
  };
  files.forEach(add);
  folders.forEach(walk);
  return hash.digest('hex');
}

function sourceDigest() {
  const files = ['package-lock.json', 'tsconfig.json', 'tsconfig.base.json', 'scripts/bundle-workflows.mjs'];
  const configurations = PACKAGES.flatMap((folder) => [`${folder}/package.json`, `${folder}/tsconfig.json`]);
  return digestOf([...files, ...configurations], PACKAGES.map((folder) => `${folder}/src`), (name) => /\.(ts|json|graphql)$/.test(name));
}

const consoleDigest = () => digestOf(['package-lock.json', 'angular.json', 'frontend/package.json', 'frontend/tsconfig.json'], CONSOLE_READS, () => true);
const isConsoleBuilt = () => existsSync(join(ROOT, CONSOLE_BUILT)) && stampSays('console', consoleDigest());

/** Builds the console into dist/console. */
export function buildConsole() {
  const digest = consoleDigest();
  say('Building the console (about a quarter of a minute).');
  const args = [join(ROOT, 'node_modules', '@angular', 'cli', 'bin', 'ng.js'), 'build', '--progress=false'];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, NG_CLI_ANALYTICS: 'false' } });
  if (status !== 0 || !existsSync(join(ROOT, CONSOLE_BUILT))) {
    say('The build of the console failed: see above. If you changed nothing, report it.');
    return false;
  }
  writeStamp('console', digest);
  return true;
}

const isBuilt = () => BUILT.every((path) => existsSync(join(ROOT, path))) && stampSays('build', sourceDigest());

/** Compiles all packages and bundles the workflows. */
export function build() {
  const digest = sourceDigest();
  const compiler = createRequire(join(ROOT, 'package.json')).resolve('typescript/bin/tsc');
  say('Building (about half a minute the first time).');
  for (const folder of PACKAGES) removeOrphans(folder);
  const steps = [[compiler, '-b'], [join(ROOT, 'scripts', 'bundle-workflows.mjs')]];
  for (const step of steps) {
    if (spawnSync(process.execPath, step, { cwd: ROOT, stdio: ['ignore', 2, 2] }).status !== 0) {
      say('The build failed: see above. If you changed nothing, report it.');
      return false;
    }
  }
  const missing = BUILT.filter((path) => !existsSync(join(ROOT, path)));
  if (missing.length > 0) {
    say(`The build did not make ${missing.join(', ')}. Remove the dist folders (git clean -xdf libs backend workflows cli) and start again.`);
    return false;
  }
  writeStamp('build', digest);
  return true;
}

/** Removes what was compiled from sources that are gone: a migration, say, would still be found and run. */
function removeOrphans(folder) {
  const dist = join(ROOT, folder, 'dist');
  if (!existsSync(dist)) return;
  for (const path of readdirSync(dist, { recursive: true })) {
    const source = /^(.+?)(\.d\.ts|\.js)(\.map)?$/.exec(path)?.[1];
    if (source && path !== 'workflow-bundle.js' && !existsSync(join(ROOT, folder, 'src', `${source}.ts`))) rmSync(join(dist, path));
  }
}

/** One set-up at a time in a clone: a second one waits for the first. The lock of a process that died does not count. */
async function lock() {
  const file = join(STATE, 'setup.lock');
  const mine = `${file}.${process.pid}`;
  mkdirSync(STATE, { recursive: true });
  writeFileSync(mine, String(process.pid));
  try {
    for (let waits = 0; ; waits++) {
      try {
        linkSync(mine, file);
        return () => rmSync(file, { force: true });
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holder === null) removeStale(file, mine);
      else {
        if (waits === 0) say(`Another set-up (process ${holder}) is under way in this folder; waiting for it.`);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? 'of another user' : null;
  }
}

/** Renamed before it is removed, so that of two that find it stale only one does. */
function removeStale(file, mine) {
  try {
    renameSync(file, `${mine}.stale`);
    rmSync(`${mine}.stale`);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
