/** CPU seconds and memory of process trees, read from /proc: what a user pays, whoever in the tree spends it. Linux only. */
import { readFileSync, readdirSync } from 'node:fs';

const TICKS = 100;

/** CPU seconds of this process and of all its children that have ended. */
export function ownCpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + endedChildren(readStat('self'));
}

/** CPU seconds of the children of this process that have ended. */
export const childrenCpuSeconds = () => endedChildren(readStat('self'));

/** CPU seconds of processes, their threads, their descendants and those of them that have ended. */
export const treeCpuSeconds = (pids) => treeOf(pids).reduce((sum, stat) => sum + (stat.utime + stat.stime) / TICKS + endedChildren(stat), 0);

/** Resident bytes of processes and all of their descendants. */
export const treeBytes = (pids) => treeOf(pids).reduce((sum, { rssPages }) => sum + rssPages * 4096, 0);

function treeOf(pids) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => readStat(name)).filter(Boolean);
  const tree = new Set(pids);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of all) if (tree.has(parent) && !tree.has(pid)) grown = Boolean(tree.add(pid));
  }
  return all.filter(({ pid }) => tree.has(pid));
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
