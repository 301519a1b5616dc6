import { UserError } from '@reels/contracts';
import { parseTimeStamp } from './timeStamps.js';

/** One caption of a timed text file: what is on the screen, or said, between two times. */
export interface Cue {
  /** Line of the file (or number of the segment) at which it stands, for messages; from 1. */
  line: number;
  startMs: number;
  endMs: number;
  parts: CuePart[];
}

/** A stretch of a cue by one voice. */
export interface CuePart {
  /** Plain text, without markup. */
  text: string;
  speaker: string | null;
  /** Somebody else begins here, though the file may not say who. */
  newTurn: boolean;
  /** Given inside the cue, as YouTube does for every word; else null. */
  startMs: number | null;
}

const TIMING_LINE = /^\s*(\S+?)\s*-->\s*([\d:.,]+)/;

/** Whether a line of SubRip or WebVTT holds the times of a cue; a mere arrow in the text is none. */
export const isTimingLine = (line: string): boolean => line.includes('-->') && /^\s*\d/.test(line);

/**
 * Reads the times of a cue; what follows them (cue settings) is of no use here.
 * @throws UserError BAD_TRANSCRIPT naming the line
 */
export function parseTimingLine(line: string, lineNumber: number): { startMs: number; endMs: number } {
  const match = TIMING_LINE.exec(line.slice(0, 200));
  const startMs = parseTimeStamp(match?.[1] ?? '');
  const endMs = parseTimeStamp(match?.[2] ?? '');
  if (startMs === null || endMs === null) {
    throw new UserError('BAD_TRANSCRIPT', `Line ${lineNumber}: "${line.trim().slice(0, 60)}" is not two times such as 00:01:02.500 --> 00:01:04.000.`);
  }
  return { startMs, endMs };
}
