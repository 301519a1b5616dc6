/** What the whole job costs, all processes of the stack counted, beside the sum of the bare tools: decode, recognize, encode. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startStack } from '@reels/stack';
import { cpuSecondsOf, ownCpuSeconds, treeBytes } from './cpu.mjs';

/** Runs the command on a stack of its own; gives CPU seconds, the seconds of reels made, and the most memory that was in use. */
export async function benchJob({ root, sample, folder, paths, reels }) {
  const stack = await startStack({ env: process.env, home: path.join(folder, 'home'), ports: 'free', paths });
  try {
    const spent = () => Object.values(stack.pids()).reduce((sum, pid) => sum + cpuSecondsOf(pid), 0) + ownCpuSeconds();
    const before = spent();
    let peakBytes = 0;
    const watch = setInterval(() => (peakBytes = Math.max(peakBytes, treeBytes(Object.values(stack.pids())))), 250);
    const out = path.join(folder, 'out');
    await run(process.execPath, ['cli/bin/reels.mjs', sample, '--reels', String(reels), '--out', out, '--quiet'], {
      cwd: root,
      env: { ...process.env, REELS_API_URL: stack.addresses.api, API_KEY: stack.apiKey },
    });
    clearInterval(watch);
    const cpu = spent() - before;
    const { reels: made } = JSON.parse(await readFile(path.join(out, 'reels.json'), 'utf8'));
    const reelMs = made.flatMap(({ cut }) => cut).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    return { cpu, reelSeconds: reelMs / 1000, peakBytes };
  } finally {
    await stack.stop({ fast: true });
  }
}

/** CPU seconds of a program that runs by itself. */
export async function cpuOf(program, args, env = {}) {
  const before = ownCpuSeconds();
  await run(program, args, { env: { ...process.env, ...env } });
  return ownCpuSeconds() - before;
}

function run(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`)))));
}
