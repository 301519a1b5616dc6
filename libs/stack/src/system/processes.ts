import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process, told apart from any later one that gets the same id: `since` is when it started (on Linux in clock ticks since the
 * boot named with it).
 */
export interface ProcessIdentity {
  pid: number;
  since: string;
}

/** When a process started; null when there is none (a dead one that nobody has reaped yet counts as none). */
function startOf(pid: number): string | null {
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
    // The name in parentheses may hold anything, so the fields are counted from behind it: state, parent, group, ... start.
    const fields = statFields(pid);
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${fields[19]}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return null;
  }
}

/** The fields of /proc/PID/stat from the third (the state) on. */
const statFields = (pid: number): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');

/** The identity of a running process, or null. */
export function identify(pid: number): ProcessIdentity | null {
  const since = startOf(pid);
  return since === null ? null : { pid, since };
}

export const isAlive = ({ pid, since }: ProcessIdentity): boolean => startOf(pid) === since;

/** The command line of a process, its arguments separated by spaces; empty when it is gone. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/** The ids of the processes whose working folder is this one (Linux; elsewhere none are found). */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => {
      try {
        return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Sends a signal to a process if it is still the one meant. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits for the end of a process; false when it lives on after `ms`. */
export async function ended(identity: ProcessIdentity, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; isAlive(identity); await sleep(50)) if (Date.now() > until) return false;
  return true;
}

/**
 * Ends what is left of the process group of a leader that died, such as the ffmpeg of a killed worker. Only processes that
 * started after the leader (`since`) and carry `marker` in their environment are touched. On Linux only: elsewhere a stray child
 * ends by itself when its work is done.
 */
export function endGroup(leader: ProcessIdentity, marker: string): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = statFields(Number(name));
      if (fields[2] !== String(leader.pid) || Number(fields[19]) < parseInt(leader.since)) continue;
      if (!readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').includes(marker)) continue;
      process.kill(Number(name), 'SIGKILL');
    } catch {
      // It ended by itself, or is not ours to look at.
    }
  }
}
