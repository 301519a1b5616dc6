/**
 * Records a workflow's history for the replay test: node scripts/record-history.mjs WORKFLOW_ID NAME [ADDRESS]
 * Needs `temporal` on the PATH, or TEMPORAL_PATH. Names of machines and stack traces are left out; what the workflow did stays.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './prepare.mjs';

const [workflowId, name, address = '127.0.0.1:7233'] = process.argv.slice(2);
if (!workflowId || !name) throw new Error('Usage: node scripts/record-history.mjs WORKFLOW_ID NAME [ADDRESS]');

const shown = execFileSync(process.env.TEMPORAL_PATH ?? 'temporal', ['workflow', 'show', '--workflow-id', workflowId, '--address', address, '--output', 'json']);
const withoutMachine = (key, value) => (key === 'stackTrace' ? '' : typeof value === 'string' ? value.replace(/\d+@[\w.-]+/, 'worker') : value);
const folder = path.join(ROOT, 'workflows', 'histories');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(JSON.parse(shown, withoutMachine), null, 1)}\n`);
