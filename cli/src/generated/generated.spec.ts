import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const CODEGEN = fileURLToPath(new URL('../../../scripts/codegen.mjs', import.meta.url));

test('the committed operations are those of the schema', () => {
  const { status, stderr } = spawnSync(process.execPath, [CODEGEN, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}, 30_000);
