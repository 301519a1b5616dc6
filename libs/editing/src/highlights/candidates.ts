import type { BoundaryRule } from '@reels/contracts';
import type { LengthBounds, Stretch } from './boundaries.js';
import { bendsAtEnd, mayEnd, mayStart, rangeOf } from './boundaries.js';
import type { Episode, Line } from './episode.js';
import type { KeepOut } from './keepOut.js';
import { spreadOf, standardised } from './statistics.js';

/** What candidates must keep. */
export interface Demands {
  bounds: LengthBounds;
  rules: ReadonlySet<BoundaryRule>;
  /** Kinds of sentences that may not be in a highlight. */
  without: ReadonlySet<KeepOut>;
  /** The lines that may be used: the part of the episode that was asked for. */
  part: Stretch;
}

/** A whole thought takes about this long in an interview; narrower bounds aim a little above their middle. */
const AIM_MS = 45_000;
const AIM_SHARE = 0.6;

/** A stretch that could be a highlight. */
export interface Option extends Stretch {
  /** How much worse it ends than the best stretch from the same start; 0 for that one. */
  compromise: number;
}

/** Nobody speaks more sentences than this in one reel; a broken transcript may seem to. */
const MOST_LINES = 200;

/** Of each start's stretches the best are kept, so that one which repeats another highlight may end earlier instead. */
const ENDS_KEPT = 3;
const WORST_COMPROMISE = 0.4;

/** For every line that may open a highlight the stretches from there that end well; in the episode's order. */
export function findCandidates(episode: Episode, demands: Demands): Option[] {
  const shifts = spreadOf(episode.lines.map((line) => line.topicShift));
  const options: Option[] = [];
  for (let from = demands.part.from; from < demands.part.to; from += 1) {
    if (!mayStart(episode, from, demands.rules)) continue;
    const ends = gradeEnds(episode, from, demands, (line) => standardised(line.topicShift, shifts)).sort((a, b) => b.grade - a.grade || a.to - b.to);
    const best = ends[0]?.grade ?? 0;
    for (const { to, grade } of ends.slice(0, ENDS_KEPT)) if (best - grade <= WORST_COMPROMISE) options.push({ from, to, compromise: best - grade });
  }
  return options;
}

/** Every end that a stretch from a line may have, with how well it ends there. */
function gradeEnds(episode: Episode, from: number, { bounds, rules, without, part }: Demands, shiftOf: (line: Line) => number): { to: number; grade: number }[] {
  const { startMs } = rangeOf(episode, { from, to: from + 1 });
  let endMs = 0;
  const ends: { to: number; grade: number }[] = [];
  for (let index = from; index < Math.min(part.to, from + MOST_LINES); index += 1) {
    const line = episode.lines[index] as Line;
    if (line.keptOut && without.has(line.keptOut)) break;
    endMs = Math.max(endMs, line.sentence.endMs);
    const lengthMs = endMs - startMs;
    if (lengthMs > bounds.maxMs) break;
    if (lengthMs < bounds.minMs || !mayEnd(episode, index, rules)) continue;
    const grade = gradeEnd(line, episode.lines[index + 1], shiftOf) - (bendsAtEnd(episode, index) ? 0.25 : 0) - lengthCost(lengthMs, bounds);
    ends.push({ to: index + 1, grade });
  }
  return ends;
}

/** 0 at the length aimed at, 0.3 to 0.7 at the bounds. */
function lengthCost(lengthMs: number, { minMs, maxMs }: LengthBounds): number {
  const aimMs = Math.max(minMs, Math.min(minMs + AIM_SHARE * (maxMs - minMs), AIM_MS));
  return 2 * ((lengthMs - aimMs) / Math.max(1, maxMs - minMs)) ** 2;
}

/** How well a line ends a highlight: as the last of a turn, before a rest or another subject; not with a question left open. */
function gradeEnd(line: Line, next: Line | undefined, shiftOf: (line: Line) => number): number {
  let grade = 0;
  if (line.isQuestion) grade -= 0.5;
  else if (line.byHost) grade -= 0.3;
  else if (line.closesTurn && line.sentence.speaker !== null) grade += 0.2;
  if (line.isComplete && line.tokens.length >= 3 && line.tokens.length <= 16) grade += 0.05;
  if (!next) return grade + 0.2;
  if (line.pauseAfterMs !== null && line.pauseAfterMs > 150) grade += 0.06 * Math.min(3, Math.log2(line.pauseAfterMs / 150));
  if (next.opensSubject) grade += 0.3;
  if (/(?:\.\.|…)["'”’»]?$/u.test(line.plain)) grade -= 0.2;
  if (next.opensOnItsOwn === false && !line.closesTurn) grade -= 0.1;
  return grade + 0.06 * shiftOf(next);
}
