import type { Range } from '@reels/contracts';
import type { Fraction, FrameSpan } from './cutGraph.js';
import { firstFrameAt, keyFrames, timedLines } from './keyFrames.js';

/** More than this share of a reel made anew is as well a whole render, and leaves a file of one piece. */
const WORTHWHILE_SHARE = 0.5;

/** The times in which two ASS documents look different, ascending and apart; null: they may differ anywhere. */
export function changedRanges(oldAss: string, newAss: string): Range[] | null {
  if (headOf(oldAss) !== headOf(newAss)) return null;
  const [before, after] = [timedLines(oldAss), timedLines(newAss)];
  const [wasThere, isThere] = [new Set(before.map(({ line }) => line)), new Set(after.map(({ line }) => line))];
  const kept = before.filter(({ line }) => isThere.has(line));
  const still = after.filter(({ line }) => wasThere.has(line));
  // Of two events in one layer the later covers the earlier.
  if (kept.length !== still.length || kept.some(({ line }, at) => line !== still[at]?.line)) return null;
  const changed = [...before.filter(({ line }) => !isThere.has(line)), ...after.filter(({ line }) => !wasThere.has(line))];
  return merged(changed.map(({ startMs, endMs }): Stretch => [startMs, endMs])).map(([startMs, endMs]) => ({ startMs, endMs }));
}

/**
 * The frames of an earlier render that have to be encoded again for a new document: whole closed groups, from a key frame of both to a
 * key frame of both. Empty: the pictures are the same; null: so much changed that a whole render is better.
 */
export function touchedSpans(oldAss: string, newAss: string, fps: Fraction, frames: number): FrameSpan[] | null {
  const changed = changedRanges(oldAss, newAss);
  if (!changed) return null;
  const [oldKeys, newKeys] = [keyFrames(oldAss, fps), keyFrames(newAss, fps)];
  const common = oldKeys.filter((frame) => frame < frames && newKeys.includes(frame));
  // The key frames of a spliced file are those of its document, too: the next edit relies on it.
  const moved = [...oldKeys, ...newKeys].filter((frame) => !common.includes(frame)).map((frame): Stretch => [Math.min(frame, frames), Math.min(frame + 1, frames)]);
  const shown = changed.map(({ startMs, endMs }): Stretch => [firstFrameAt(startMs, fps), Math.min(frames, firstFrameAt(endMs, fps))]);
  const groups = [...shown, ...moved]
    .filter(([from, to]) => from < to)
    .map(([from, to]): Stretch => [common.findLast((frame) => frame <= from) ?? 0, common.find((frame) => frame >= to) ?? frames]);
  const spans = merged(groups).map(([first, end]) => ({ first, end }));
  const touched = spans.reduce((sum, { first, end }) => sum + end - first, 0);
  return touched > frames * WORTHWHILE_SHARE ? null : spans;
}

/** Everything of a document but its events. */
const headOf = (ass: string): string =>
  ass
    .split('\n')
    .filter((line) => !line.startsWith('Dialogue:'))
    .join('\n');

type Stretch = readonly [from: number, to: number];

/** In order; those that overlap or touch as one. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last && from <= last[1]) whole[whole.length - 1] = [last[0], Math.max(last[1], to)];
    else whole.push([from, to]);
  }
  return whole;
}
