import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A folder of its own for a test file; removed at the end. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reels-stack-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
