import type { Check, Checks, Range } from '@reels/contracts';
import { checkReel, checkStructure, measure, readStructure } from './check.js';
import type { ReelExpectation, Structure } from './check.js';
import { longest } from './measures.js';
import type { Measures, Stretch } from './measures.js';
import type { MediaTools } from './runner.js';

/** How a spliced reel was made. */
export interface Splice {
  /** What was encoded again, on the reel's clock. */
  touched: readonly Range[];
  /** What was measured on the earlier revision. */
  earlier: Checks;
}

/**
 * Checks a spliced reel: the structure of the whole file; its pictures only where they were encoded again, and half a second into the
 * group after it. The group before is closed and ends where its packets end, which the structure shows. What was measured of the rest and of the sound, whose packets were copied, is carried over. Where that leaves a doubt, the whole
 * file is measured.
 */
export async function checkSplicedReel(tools: MediaTools, file: string, expected: ReelExpectation, splice: Splice): Promise<Checks> {
  const structure = await readStructure(tools, file, expected.signal);
  if (!structure?.video || !structure.audio || !passes(splice.earlier) || expected.hasCaptions !== 'captionsPresent' in splice.earlier) return checkReel(tools, file, expected);
  let checks: Checks = { ...carryOver(splice.earlier), ...checkStructure(structure, expected) };
  for (const range of withSeams(splice.touched, structure)) {
    const { measures, captions } = await measure(tools, file, expected, range);
    checks = { ...checks, ...withPictures(checks, measures, range.endMs - range.startMs), ...(captions && withCaptions(checks, captions.checks())) };
  }
  return passes(checks) ? checks : checkReel(tools, file, expected);
}

const OF_THE_SOUND = ['loudness', 'truePeak', 'silenceMs'];

/** Checks that are not of the structure. */
const carryOver = (earlier: Checks): Checks =>
  Object.fromEntries(Object.entries(earlier).map(([name, check]) => [name, { ...check, carriedOver: OF_THE_SOUND.includes(name) ? 'sound' : 'untouched' }]));

/** How far the pictures after a touched range are looked at. */
const AFTER_MS = 500;

/** The ranges with what follows them; those that overlap as one. */
function withSeams(touched: readonly Range[], { durationMs }: Structure): Range[] {
  const wide: Range[] = [];
  for (const { startMs, endMs } of touched) {
    const end = Math.min(durationMs, endMs + AFTER_MS);
    const last = wide.at(-1);
    if (last && startMs <= last.endMs) last.endMs = end;
    else wide.push({ startMs, endMs: end });
  }
  return wide;
}

/** Adds what was measured in a range of this length. */
function withPictures({ decodingErrors, blackMs, frozenMs }: Checks, { errors, black, frozen }: Measures, lengthMs: number): Checks {
  return {
    ...(decodingErrors && { decodingErrors: atMost(decodingErrors, Number(decodingErrors.value) + errors) }),
    ...(blackMs && { blackMs: atMost(blackMs, longestAround(black, lengthMs, Number(blackMs.value))) }),
    ...(frozenMs && { frozenMs: atMost(frozenMs, longestAround(frozen, lengthMs, Number(frozenMs.value))) }),
  };
}

/** A stretch at an edge of the range may go on outside, for as long as any that was found there. */
function longestAround(stretches: readonly Stretch[], lengthMs: number, outsideMs: number): number {
  const lengths = stretches.map(({ startMs, endMs }) => longest([{ startMs, endMs }], lengthMs) + (startMs <= EDGE_MS ? outsideMs : 0) + (endMs === null || endMs >= lengthMs - EDGE_MS ? outsideMs : 0));
  return Math.max(outsideMs, ...lengths);
}

/** A few frames: every fifth is looked at. */
const EDGE_MS = 250;

/** The lesser share and the box around both; where no caption is due there is nothing to add. */
function withCaptions({ captionsPresent: earlier, captionsInSafeZone: earlierZone }: Checks, { captionsPresent, captionsInSafeZone }: ReturnType<NonNullable<Awaited<ReturnType<typeof measure>>['captions']>['checks']>): Checks {
  if (captionsInSafeZone.value === null || !earlier || !earlierZone) return {};
  const least = Number(earlier.value) < Number(captionsPresent.value) ? earlier : captionsPresent;
  return {
    captionsPresent: { ...least, carriedOver: 'untouched' },
    captionsInSafeZone: { ...captionsInSafeZone, value: around(String(earlierZone.value), String(captionsInSafeZone.value)), carriedOver: 'untouched' },
  };
}

/** The box around two, all as "x 84-916, y 540-906". */
function around(one: string, two: string): string {
  const [a, b] = [one, two].map((box) => (box.match(/\d+/g) ?? []).map(Number));
  const [left, right, top, bottom] = [Math.min, Math.max, Math.min, Math.max].map((choose, at) => choose(a?.[at] ?? NaN, b?.[at] ?? NaN));
  return `x ${left}-${right}, y ${top}-${bottom}`;
}

const atMost = ({ limit }: Check, value: number): Check => ({ passed: limit === null || value <= Number(limit), value, limit, carriedOver: 'untouched' });

const passes = (checks: Checks): boolean => Object.values(checks).every(({ passed }) => passed);
