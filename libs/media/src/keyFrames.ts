import { CAPTION_PART } from '@reels/contracts';
import type { Range } from '@reels/contracts';
import type { Fraction } from './cutGraph.js';

/**
 * Where a reel's closed groups of pictures begin: at the first frame of a phrase. An edit of a caption then touches the groups of its
 * phrase and no others, and where the picture stands still fewer key frames are needed than at a fixed beat.
 */

/** Phrases shorter than this share a group: each key frame costs bits. */
const SHORTEST_GROUP_MS = 1_000;
/** What platforms and players like to seek by. */
export const LONGEST_GROUP_MS = 4_000;

/** An event of an ASS document. */
export interface TimedLine extends Range {
  /** The whole line. */
  line: string;
  /** Its Name field. */
  part: string;
}

/** The events of an ASS document, in its order. */
export const timedLines = (ass: string): TimedLine[] =>
  ass.split('\n').flatMap((line) => {
    const [, start, end, , part] = line.startsWith('Dialogue:') ? line.split(',', 5) : [];
    return start && end ? [{ line, part: part ?? '', startMs: milliseconds(start), endMs: milliseconds(end) }] : [];
  });

/**
 * Frame numbers, ascending from 0, of the key frames of a reel with these captions, up to the last phrase; after it the encoder sets one
 * whenever a group is full. The same document gives the same frames.
 */
export function keyFrames(ass: string, fps: Fraction): number[] {
  const [shortest, longest] = [framesIn(SHORTEST_GROUP_MS, fps), groupFrames(fps)];
  const keys = [0];
  let last = 0;
  for (const startMs of phraseStarts(ass)) {
    const frame = firstFrameAt(startMs, fps);
    if (frame - last < shortest) continue;
    for (last += longest; last < frame; last += longest) keys.push(last);
    keys.push((last = frame));
  }
  return keys;
}

/** Frames in the longest group. */
export const groupFrames = (fps: Fraction): number => framesIn(LONGEST_GROUP_MS, fps);

const framesIn = (ms: number, { numerator, denominator }: Fraction): number => Math.round((ms * numerator) / denominator / 1_000);

/** The first frame that libass draws at or after a time. ffmpeg's `ass` filter cuts a frame's time off at the millisecond, after the same arithmetic. */
export function firstFrameAt(ms: number, { numerator, denominator }: Fraction): number {
  const timeOf = (frame: number): number => Math.trunc(frame * (denominator / numerator) * 1_000);
  let frame = Math.max(0, Math.floor((ms * numerator) / denominator / 1_000) - 1);
  while (timeOf(frame) < ms) frame += 1;
  return frame;
}

/** Times at which captions begin while no others are to be seen. */
function phraseStarts(ass: string): number[] {
  const captions = timedLines(ass).filter(({ part }) => part === CAPTION_PART);
  const starts: number[] = [];
  let shownUntil = 0;
  for (const { startMs, endMs } of captions.sort((a, b) => a.startMs - b.startMs)) {
    if (startMs >= shownUntil) starts.push(startMs);
    shownUntil = Math.max(shownUntil, endMs);
  }
  return starts;
}

/** "0:00:01.79" */
function milliseconds(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000);
}
