/** What the whole job costs, all processes of the stack and the command counted, and where. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startStack } from '@reels/stack';
import { childrenCpuSeconds, treeBytes, treeCpuSeconds } from './cpu.mjs';

/** Render and check of several reels run beside each other, so they are one. */
const STAGES = ['ingest', 'transcribe', 'select', 'render'];

/**
 * Runs the command on a stack of its own. Gives CPU seconds, those of the worker by stage (with all that it started), of the other
 * services and of the command; the seconds of reels made; and the most memory that was in use.
 */
export async function benchJob({ root, sample, folder, paths, reels }) {
  const stack = await startStack({ env: process.env, home: path.join(folder, 'home'), ports: 'free', paths });
  try {
    const { worker, ...services } = stack.pids();
    const spent = () => ({ worker: treeCpuSeconds([worker]), services: treeCpuSeconds(Object.values(services)), command: childrenCpuSeconds() });
    const before = spent();
    const begun = new Map();
    let peakBytes = 0;
    const watch = setInterval(() => (peakBytes = Math.max(peakBytes, treeBytes([worker, ...Object.values(services)]))), 250);
    const out = path.join(folder, 'out');
    await runCommand(root, [sample, '--reels', String(reels), '--out', out, '--json'], { REELS_API_URL: stack.addresses.api, API_KEY: stack.apiKey }, ({ type, stage }) => {
      if (type === 'progress' && STAGES.includes(stage) && !begun.has(stage)) begun.set(stage, spent().worker);
    });
    clearInterval(watch);
    const after = spent();
    const marks = [...STAGES.map((stage) => begun.get(stage)), after.worker];
    const stages = Object.fromEntries(STAGES.map((stage, i) => [stage, marks[i + 1] - (i === 0 ? before.worker : marks[i])]));
    const [ofServices, command] = [after.services - before.services, after.command - before.command];
    const { reels: made } = JSON.parse(await readFile(path.join(out, 'reels.json'), 'utf8'));
    const reelMs = made.flatMap(({ cut }) => cut).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    return { cpu: after.worker - before.worker + ofServices + command, stages, services: ofServices, command, reelSeconds: reelMs / 1000, peakBytes };
  } finally {
    await stack.stop({ fast: true });
  }
}

/** Runs the product's command to its end; `onLine` is given each of the objects that it prints. */
async function runCommand(root, args, env, onLine) {
  const child = spawn(process.execPath, ['cli/bin/reels.mjs', ...args], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve, reject) => child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`reels ended with ${code}`)))));
  createInterface({ input: child.stdout }).on('line', (line) => onLine(JSON.parse(line)));
  await ended;
}
