/**
 * `npm test`: every check against the real parts, with all of its own set-up: packages, programs, models, a stack of its own.
 * `npm test -- PATTERN` runs only the test files whose path matches. Ends with a line "N passed, N failed".
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withOwnStack } from './ownStack.mjs';
import { prepare, ROOT } from './prepare.mjs';

/** Only what changed since the last run is looked at again. */
const TSC = ['node_modules/typescript/bin/tsc', '--incremental', '--tsBuildInfoFile'];

const patterns = process.argv.slice(2);
const counts = { passed: 0, failed: 0 };
/** What each runner said of itself at its end. */
const closingLines = [];

if (await prepare({ console: true })) await runAll();
else counts.failed++;
for (const line of closingLines) console.log(line);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed > 0 ? 1 : 0);

/** Three lanes side by side, since the tests of the whole wait much. What uses the browser stays in one: whoever comes first makes the owner's account. */
async function runAll() {
  const settings = { LOG_LEVEL: 'info', ALLOWED_PRIVATE_HOSTS: '127.0.0.1:47811', DRAIN_SECONDS: '5' };
  const lanes = (own) => [jest(own, ['pipeline']), jest(own, ['browser', 'api']), checkSources().then(() => jest(own, ['libs', 'console', 'workers']))];
  await withOwnStack({ alsoParts: ['temporal-test-server', 'chromium'], settings }, (own) => Promise.all(lanes(own)));
  if (counts.passed + counts.failed === 0) counts.failed++;
}

/** What is looked at without being run; not when only some tests are asked for. */
async function checkSources() {
  if (patterns.length > 0) return;
  await check('types of the tests', [...TSC, '.cache/tests.tsbuildinfo', '-p', 'tsconfig.test.json']);
  await check('types of the console and its tests', [...TSC, '.cache/console-tests.tsbuildinfo', '-p', 'frontend/tsconfig.spec.json']);
  await check('lint and import rules', ['node_modules/eslint/bin/eslint.js', '.']);
  await check('no import circles', ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', 'libs', 'backend/src', 'workflows/src', 'cli/src', 'frontend/src']);
}

/** Runs one tool; it counts as one check. */
async function check(title, args) {
  const { code } = await run(args, process.env);
  closingLines.push(`${title}: ${code === 0 ? 'passed' : 'FAILED'}`);
  console.log(closingLines.at(-1));
  counts[code === 0 ? 'passed' : 'failed']++;
}

/** Jest's projects of these names (jest.config.mjs), one test file after the other, against a stack of the tests' own. */
async function jest({ stack, paths, folder }, projects) {
  const report = path.join(folder, `${projects[0]}.json`);
  const { home, addresses, apiKey, env } = stack;
  const options = ['--runInBand', '--forceExit', '--passWithNoTests', '--json', `--outputFile=${report}`, '--selectProjects', ...projects];
  const { code, said } = await run(
    ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...patterns, ...options],
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
  closingLines.push(`jest, ${projects.join(', ')}:`, ...(said.match(/^(Test Suites|Tests|Time):.*$/gm) ?? []).slice(-3));
  const result = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  counts.passed += result.numPassedTests ?? 0;
  counts.failed += (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0) || (code === 0 ? 0 : 1);
}

/** Runs a program of Node's; `said` is what it wrote to its error output, which is passed on. */
function run(args, env) {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
    process.stderr.write(chunk);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}
