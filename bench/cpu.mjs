/** CPU seconds and memory of process trees, read from /proc: what a user pays, whoever in the tree spends it. Linux only. */
import { readFileSync, readdirSync } from 'node:fs';

const TICKS = 100;

/** CPU seconds of this process and of all its children that have ended. */
export function ownCpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + endedChildren(readStat('self'));
}

/** CPU seconds of a running process, its threads and its ended children; 0 when it is gone. */
export function cpuSecondsOf(pid) {
  const stat = readStat(pid);
  return stat ? (stat.utime + stat.stime) / TICKS + endedChildren(stat) : 0;
}

/** Resident bytes of a process and all of its descendants. */
export function treeBytes(pids) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => readStat(name)).filter(Boolean);
  const tree = new Set(pids);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of all) if (tree.has(parent) && !tree.has(pid)) grown = Boolean(tree.add(pid));
  }
  return all.filter(({ pid }) => tree.has(pid)).reduce((sum, { rssPages }) => sum + rssPages * 4096, 0);
}

function endedChildren(stat) {
  return stat ? (stat.cutime + stat.cstime) / TICKS : 0;
}

function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    return { pid: parseInt(text, 10), parent: fields[1], utime: fields[11], stime: fields[12], cutime: fields[13], cstime: fields[14], rssPages: fields[21] };
  } catch {
    return null;
  }
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
