import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { truthVtt } from '../../scripts/sampleVtt.mjs';
import { testStack } from './stack.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const SAMPLE = 'samples/the-baker-who-fixes-radios.mp3';

/** What is said in the sample, as it was written and spoken. */
export interface Truth {
  sentences: { speaker: string; startMs: number; endMs: number; text: string }[];
}

export const readTruth = async (): Promise<Truth> =>
  JSON.parse(await readFile(path.join(root, 'samples/the-baker-who-fixes-radios.truth.json'), 'utf8')) as Truth;

/** Writes what is said in the sample, or up to a time in it, as WebVTT: for jobs in which recognition is not what is looked at. */
export const writeTruthVtt = (file: string, untilMs?: number): Promise<void> => writeFile(file, truthVtt(untilMs));

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the `reels` command as a user would, against the stack of the tests. */
export const reels = (args: string[]): Promise<Ran> => startReels(args).ended;

/** The same of a job that is not waited for: `id` is that of its project, once it exists. */
export function startJob(args: string[]): { id: Promise<string>; ended: Promise<Ran> } {
  const { child, ended } = startReels([...args, '--json']);
  const id = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const event = JSON.parse(line) as { type: string; id?: string };
      if (event.type === 'project' && event.id) resolve(event.id);
    });
    ended.then(({ stdout, stderr }) => reject(new Error(`No project came of it: ${stdout}${stderr}`)), reject);
  });
  return { id, ended };
}

function startReels(args: string[]) {
  const { addresses, apiKey } = testStack();
  const child = spawn(process.execPath, ['cli/bin/reels.mjs', ...args], {
    cwd: root,
    env: { ...process.env, REELS_API_URL: addresses.api, API_KEY: apiKey, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}
