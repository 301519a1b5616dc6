/**
 * `npm test`: every check against the real parts, with all of its own set-up: packages, programs, models, a stack of its own.
 * `npm test -- PATTERN` runs only the test files whose path matches. Ends with a line "N passed, N failed".
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare, ROOT } from './prepare.mjs';

const patterns = process.argv.slice(2);
const counts = { passed: 0, failed: 0 };

if (await prepare({ console: true })) await runAll();
else counts.failed++;
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed > 0 ? 1 : 0);

async function runAll() {
  if (patterns.length === 0) {
    await check('types of the tests', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json']);
    await check('types of the console and its tests', ['node_modules/typescript/bin/tsc', '-p', 'frontend/tsconfig.spec.json']);
    await check('lint and import rules', ['node_modules/eslint/bin/eslint.js', '.']);
    await check('no import circles', ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', 'libs', 'backend/src', 'workflows/src', 'cli/src', 'frontend/src']);
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'reels-test-'));
  // Postgres does not run as root: for root's tests it runs as a user who must get through.
  await chmod(folder, 0o755);
  try {
    await jest(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs one tool; it counts as one check. */
async function check(title, args) {
  const code = await run(args, process.env);
  console.log(`${title}: ${code === 0 ? 'passed' : 'FAILED'}`);
  counts[code === 0 ? 'passed' : 'failed']++;
}

/** Jest against a stack of the tests' own, in a folder that goes away. Programs and models come from the user's cache. */
async function jest(folder) {
  const { ensureParts, startStack, PART_NAMES } = await import('../libs/stack/dist/index.js');
  const parts = await ensureParts([...PART_NAMES], { env: process.env, onEvent: tell });
  const paths = Object.fromEntries(Object.values(parts).map((part) => [part.name, part.path]));
  const report = path.join(folder, 'jest.json');
  const settings = { LOG_LEVEL: 'info', ALLOWED_PRIVATE_HOSTS: '127.0.0.1:47811', DRAIN_SECONDS: '5' };
  const stack = await startStack({ env: process.env, home: path.join(folder, 'home'), ports: 'free', paths, settings, onEvent: tell });
  try {
    const { home, addresses, apiKey, env } = stack;
    const code = await run(
      ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--forceExit', '--json', `--outputFile=${report}`, ...patterns],
      {
        ...process.env,
        ...env,
        TEMPORAL_TEST_SERVER_PATH: paths['temporal-test-server'],
        CHROMIUM_PATH: paths.chromium,
        TEST_STACK: JSON.stringify({ home, addresses, apiKey, env }),
        TEST_DATABASE_URL: addresses.database,
        TEST_TEMPORAL_ADDRESS: addresses.temporal,
        TEST_S3_ENDPOINT: addresses.minio,
        TEST_S3_ACCESS_KEY: env.S3_ACCESS_KEY,
        TEST_S3_SECRET_KEY: env.S3_SECRET_KEY,
      },
    );
    const result = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
    counts.passed += result.numPassedTests ?? 0;
    counts.failed += (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0) || (code === 0 ? 0 : 1);
  } finally {
    await stack.stop({ fast: true });
  }
}

/** Progress of the set-up, a line for each step. */
function tell(event) {
  if (event.kind === 'plan') {
    for (const { title, from, bytes, build } of event.fetches) console.log(`To fetch: ${title}, ${Math.ceil(bytes / 1e6)} MB, ${from}${build ? `, then built: ${build}` : ''}`);
  }
  if ('message' in event) console.log(event.message);
  if (event.kind === 'ready' && event.part.from === 'fetched') console.log(`Ready: ${event.part.name} ${event.part.version}`);
  if (event.kind === 'died') console.log(`${event.service} died: ${event.reason}`);
}

function run(args, env) {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => child.on('close', resolve));
}
