import type { BoundaryProof, BoundaryRule } from '@reels/contracts';
import type { Episode, Line } from './episode.js';

/** Whole sentences in a row: lines `from` up to but not including `to`. */
export interface Stretch {
  from: number;
  to: number;
}

export interface LengthBounds {
  minMs: number;
  maxMs: number;
}

/** Less silence than this after the last word and the next voice can be heard to begin. */
export const LEAST_PAUSE_MS = 150;
/** Where fewer sentence ends than this are followed by a pause, the times were made without listening and tell of none. */
const PAUSES_TOLD = 0.25;

/** Rules about where a stretch begins, and about where it ends. */
const AT_START = ['startsAtSentence', 'opensOnItsOwn'] as const satisfies BoundaryRule[];
const AT_END = ['endsAtSentence', 'pauseAfter'] as const satisfies BoundaryRule[];

/** A rule's verdict: null when it holds, else why it does not. */
type Verdict = string | null;

const atStart: Record<(typeof AT_START)[number] | 'cutsNoSpeakerOff', (line: Line, before: Line | undefined, episode: Episode) => Verdict> = {
  startsAtSentence: (line, before, { isPunctuated }) => {
    if (!before || before.isComplete || before.sentence.speaker !== line.sentence.speaker) return null;
    return isPunctuated ? 'The sentence before has no full stop; the start was told by a pause.' : 'The transcript has no punctuation; the start was told by a pause.';
  },
  opensOnItsOwn: ({ opensOnItsOwn }) => {
    if (opensOnItsOwn === null) return 'There are no word lists for this language to judge the opening by.';
    return opensOnItsOwn ? null : 'Its opening leans on what was said before; no opening in reach stands on its own.';
  },
  cutsNoSpeakerOff: ({ overlapsBefore }) => (overlapsBefore ? 'Somebody is still speaking when it begins.' : null),
};

const atEnd: Record<(typeof AT_END)[number] | 'cutsNoSpeakerOff', (line: Line, episode: Episode) => Verdict> = {
  endsAtSentence: ({ isComplete }, { isPunctuated }) => {
    if (isComplete) return null;
    return isPunctuated ? 'Its last sentence has no full stop; the end was told by a pause.' : 'The transcript has no punctuation; the end was told by a pause.';
  },
  pauseAfter: ({ pauseAfterMs }) => {
    if (pauseAfterMs === null || pauseAfterMs >= LEAST_PAUSE_MS) return null;
    return `By the transcript's times ${Math.max(0, pauseAfterMs)} ms of pause follow, not ${LEAST_PAUSE_MS}.`;
  },
  cutsNoSpeakerOff: ({ overlapsAfter }) => (overlapsAfter ? 'Somebody is speaking across its end.' : null),
};

const EVERY_RULE: ReadonlySet<BoundaryRule> = new Set<BoundaryRule>([...AT_START, ...AT_END, 'cutsNoSpeakerOff']);

/** Whether a start, or an end, bends any rule, in force or not. */
export const bendsAtStart = (episode: Episode, index: number): boolean => !mayStart(episode, index, EVERY_RULE);
export const bendsAtEnd = (episode: Episode, index: number): boolean => !mayEnd(episode, index, EVERY_RULE);

/** The rules that this episode can keep at all: a rule that its transcript tells nothing of cannot choose between stretches. */
export function rulesInForce({ language, lines, isPunctuated }: Episode): ReadonlySet<BoundaryRule> {
  const rules = new Set<BoundaryRule>(['cutsNoSpeakerOff', 'lengthWithinBounds']);
  if (isPunctuated) rules.add('startsAtSentence').add('endsAtSentence');
  if (language.leaning) rules.add('opensOnItsOwn');
  const followed = lines.filter(({ pauseAfterMs }) => pauseAfterMs === null || pauseAfterMs >= LEAST_PAUSE_MS).length;
  if (followed >= PAUSES_TOLD * lines.length) rules.add('pauseAfter');
  return rules;
}

/** Whether a highlight may begin with a line, under the rules in force. */
export function mayStart(episode: Episode, index: number, rules: ReadonlySet<BoundaryRule>): boolean {
  const line = episode.lines[index];
  if (!line) return false;
  return [...AT_START, 'cutsNoSpeakerOff' as const].every((rule) => !rules.has(rule) || atStart[rule](line, episode.lines[index - 1], episode) === null);
}

/** Whether a highlight may end with a line, under the rules in force. */
export function mayEnd(episode: Episode, index: number, rules: ReadonlySet<BoundaryRule>): boolean {
  const line = episode.lines[index];
  if (!line) return false;
  return [...AT_END, 'cutsNoSpeakerOff' as const].every((rule) => !rules.has(rule) || atEnd[rule](line, episode) === null);
}

/** When a stretch begins and ends; a voice that outlasts the last sentence's counts. */
export function rangeOf({ lines }: Episode, { from, to }: Stretch): { startMs: number; endMs: number } {
  let endMs = 0;
  for (let index = from; index < to; index += 1) endMs = Math.max(endMs, lines[index]?.sentence.endMs ?? 0);
  return { startMs: lines[from]?.sentence.startMs ?? 0, endMs };
}

/** The boundary proof: every rule, whether it holds, and why not where it was bent. */
export function proveBoundaries(episode: Episode, stretch: Stretch, { minMs, maxMs }: LengthBounds): BoundaryProof {
  const first = episode.lines[stretch.from] as Line;
  const before = episode.lines[stretch.from - 1];
  const last = episode.lines[stretch.to - 1] as Line;
  const { startMs, endMs } = rangeOf(episode, stretch);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const fits = endMs - startMs >= minMs && endMs - startMs <= maxMs;
  return {
    startsAtSentence: toProof(atStart.startsAtSentence(first, before, episode)),
    endsAtSentence: toProof(atEnd.endsAtSentence(last, episode)),
    pauseAfter: toProof(atEnd.pauseAfter(last, episode)),
    opensOnItsOwn: toProof(atStart.opensOnItsOwn(first, before, episode)),
    cutsNoSpeakerOff: toProof(atStart.cutsNoSpeakerOff(first, before, episode) ?? atEnd.cutsNoSpeakerOff(last, episode)),
    lengthWithinBounds: toProof(fits ? null : `All that can be used lasts ${seconds(endMs - startMs)}, less than the ${seconds(minMs)} asked for.`),
  };
}

const toProof = (verdict: Verdict): { holds: boolean; why?: string } => (verdict === null ? { holds: true } : { holds: false, why: verdict });
