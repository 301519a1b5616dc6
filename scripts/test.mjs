/**
 * `npm test`: all checks against the real parts, with all set-up: packages, programs, models, a stack of its own.
 * `npm test -- PATTERN` runs only the test files whose path matches. Ends with a line "N passed, N failed".
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const patterns = process.argv.slice(2);
let passed = 0;
let failed = 0;

await prepare({ root });
await check('types of the tests', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json']);
await check('lint and import rules', ['node_modules/eslint/bin/eslint.js', '.']);
await jest();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs one tool; it counts as one passed or failed check. */
async function check(title, args) {
  const code = await run(args, process.env);
  console.log(`${title}: ${code === 0 ? 'ok' : 'FAILED'}`);
  code === 0 ? passed++ : failed++;
}

/** Jest against a stack of the tests' own, in a folder that goes away. */
async function jest() {
  const { startStack } = await import('../libs/stack/dist/index.js');
  const folder = await mkdtemp(path.join(tmpdir(), 'reels-test-'));
  const report = path.join(folder, 'jest.json');
  const stack = await startStack({ env: process.env, home: path.join(folder, 'home'), ports: 'free', drainSeconds: 5, onEvent: tell });
  try {
    const code = await run(
      ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`, ...patterns],
      { ...process.env, ...stack.env, REELS_HOME: stack.home, TEST_STACK: JSON.stringify({ ...stack, pids: stack.pids() }) },
    );
    const result = JSON.parse(await readFile(report, 'utf8'));
    passed += result.numPassedTests;
    failed += result.numFailedTests + result.numRuntimeErrorTestSuites || (code === 0 ? 0 : 1);
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
