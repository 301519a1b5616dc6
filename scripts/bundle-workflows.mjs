/** Bundles the workflow code for the worker: `workflows/dist/workflow-bundle.js`. That it bundles proves that it imports nothing it may not. */
import { bundleWorkflowCode } from '@temporalio/worker';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workflows = join(dirname(fileURLToPath(import.meta.url)), '..', 'workflows');
const target = join(workflows, 'dist', 'workflow-bundle.js');

const { code } = await bundleWorkflowCode({
  workflowsPath: join(workflows, 'src', 'workflows'),
  webpackConfigHook: (config) => ({
    ...config,
    resolve: {
      ...config.resolve,
      // Sources of our libraries, under the names with which they import each other.
      conditionNames: ['@reels/source', '...'],
      extensionAlias: { '.js': ['.ts', '.js'] },
    },
  }),
  logger: { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error },
});
await mkdir(dirname(target), { recursive: true });
await writeFile(`${target}.new`, code);
await rename(`${target}.new`, target);
