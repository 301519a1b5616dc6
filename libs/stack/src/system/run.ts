import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface RunOptions extends Pick<SpawnOptions, 'cwd' | 'uid' | 'gid' | 'signal'> {
  env?: Readonly<Record<string, string | undefined>>;
  /** Each line of output and of the error output as it comes. */
  onLine?: (line: string) => void;
  timeoutMs?: number;
}

export interface RunResult {
  /** Null when a signal ended it or it could not be started. */
  code: number | null;
  /** Output and error output, as they came. */
  output: string;
  stdout: string;
}

/** Runs a program to its end. It never throws for a program that fails or is missing: see `code` and `output`. */
export function run(program: string, args: readonly string[], { onLine, timeoutMs, env, ...options }: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, ...(env && { env: { ...env } }), stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL' });
    const lines: string[] = [];
    const out: string[] = [];
    const listen = (stream: NodeJS.ReadableStream, own: string[] | null): void => {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        own?.push(line);
        onLine?.(line);
      });
    };
    listen(child.stdout, out);
    listen(child.stderr, null);
    child.on('error', (error) => lines.push(error.message));
    child.on('close', (code) => resolve({ code, output: lines.join('\n'), stdout: out.join('\n') }));
  });
}

/** The last lines of an output that is shown to a user. */
export const lastLines = (output: string, count = 5): string => output.trimEnd().split('\n').slice(-count).join('\n');
