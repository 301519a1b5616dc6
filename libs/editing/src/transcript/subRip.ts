import type { Cue } from './cue.js';
import { isTimingLine, parseTimingLine } from './cue.js';
import { parseCueText } from './cueText.js';

/**
 * Reads SubRip. Text may hold blank lines and lack its number; both happen in the wild.
 * @throws UserError BAD_TRANSCRIPT for times that cannot be read
 */
export function parseSubRip(content: string): Cue[] {
  const lines = content.split(/\r\n?|\n/);
  const timings = lines.flatMap((line, index) => (isTimingLine(line) ? [index] : []));
  const numbered = timings[0] !== undefined && isCueNumber(lines[timings[0] - 1]);
  return timings.map((at, n) => {
    const next = timings[n + 1] ?? lines.length;
    const end = numbered && next < lines.length && isCueNumber(lines[next - 1]) ? next - 1 : next;
    return { line: at + 1, ...parseTimingLine(lines[at] ?? '', at + 1), parts: parseCueText(lines.slice(at + 1, end)) };
  });
}

const isCueNumber = (line: string | undefined): boolean => /^\s*\d+\s*$/.test(line ?? '');
