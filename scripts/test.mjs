/**
 * `npm test`: every check against the real parts, with all of its own set-up: packages, programs, models, a stack of its own.
 * `npm test -- PATTERN` runs only the test files whose path matches. Ends with a line "N passed, N failed".
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withOwnStack } from './ownStack.mjs';
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
  const settings = { LOG_LEVEL: 'info', ALLOWED_PRIVATE_HOSTS: '127.0.0.1:47811', DRAIN_SECONDS: '5' };
  await withOwnStack({ alsoParts: ['temporal-test-server', 'chromium'], settings }, jest);
}

/** Runs one tool; it counts as one check. */
async function check(title, args) {
  const code = await run(args, process.env);
  console.log(`${title}: ${code === 0 ? 'passed' : 'FAILED'}`);
  counts[code === 0 ? 'passed' : 'failed']++;
}

/** Jest against a stack of the tests' own. */
async function jest({ stack, paths, folder }) {
  const report = path.join(folder, 'jest.json');
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
}

function run(args, env) {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => child.on('close', resolve));
}
