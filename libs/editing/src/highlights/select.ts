import type { BoundaryRule, HighlightProposal, Range, Transcript } from '@reels/contracts';
import type { LengthBounds, Stretch } from './boundaries.js';
import { proveBoundaries, rangeOf, rulesInForce } from './boundaries.js';
import type { Demands, Option } from './candidates.js';
import { findCandidates } from './candidates.js';
import { pickDiverse } from './diversity.js';
import type { Episode } from './episode.js';
import { readEpisode } from './episode.js';
import { gatherEvidence } from './evidence.js';
import type { KeepOut } from './keepOut.js';
import { reasonsFor } from './reasons.js';
import { scoreCandidates } from './score.js';
import { proposeTitle } from './title.js';
import type { VoiceSignals } from './voice.js';

export interface SelectOptions extends LengthBounds {
  /** How many highlights at most. */
  reels: number;
  /** Only whole sentences inside this part; null: all of the episode. */
  part: Range | null;
  /** Length of the episode, to know the pause after its last sentence. */
  durationMs?: number;
  /** What the sound tells, one entry for each sentence. */
  voice?: VoiceSignals;
  /** How much an early place in the episode counts, 0 (not at all) to 1 (as editors of interviews choose); default 1. */
  earliness?: number;
}

/**
 * Proposes highlights, the best first: stretches of whole sentences that keep the boundary rules, scored on the
 * signals of signals.ts, different from each other and spread over the episode. Deterministic, linear in the
 * transcript's length but for the sorting.
 * @returns fewer than asked for where the episode has no more; none where no whole sentences fit the bounds
 */
export function selectHighlights(transcript: Transcript, options: SelectOptions): HighlightProposal[] {
  const episode = readEpisode(transcript, options);
  const part = linesWithin(episode, options.part);
  const stretches = findStretches(episode, part, options);
  if (stretches.length === 0 || options.reels < 1) return [];
  const evidence = gatherEvidence(episode, part);
  const chosen = pickDiverse(scoreCandidates(stretches, evidence, options.earliness ?? 1), episode, options.reels);
  const titles = new Set<string>();
  return chosen.map((candidate) => {
    const title = proposeTitle(episode, candidate, titles);
    titles.add(title);
    return {
      ...rangeOf(episode, candidate),
      score: candidate.score,
      reasons: reasonsFor(candidate, evidence),
      title,
      boundaries: proveBoundaries(episode, candidate, options),
    };
  });
}

/** The lines that lie in a part of the episode. */
export function linesWithin({ lines }: Episode, part: Range | null): Stretch {
  if (!part) return { from: 0, to: lines.length };
  const from = lines.findIndex(({ sentence }) => sentence.startMs >= part.startMs);
  const to = lines.findLastIndex(({ sentence }) => sentence.endMs <= part.endMs) + 1;
  return from === -1 ? { from: 0, to: 0 } : { from, to: Math.max(from, to) };
}

/** In this order rules are given up, one after the other, when an episode has no stretch that keeps them all. */
const GIVEN_UP: readonly BoundaryRule[] = ['pauseAfter', 'cutsNoSpeakerOff', 'opensOnItsOwn', 'endsAtSentence', 'startsAtSentence'];
const ALWAYS_OUT: readonly KeepOut[] = ['advert', 'appeal'];
const EVERYTHING_OUT: readonly KeepOut[] = [...ALWAYS_OUT, 'introduction', 'farewell'];

/**
 * Candidates under all rules that the transcript can tell of. Only where there is not one does a rule give way, and
 * then greetings and goodbyes may come in; where all that is said is shorter than asked for, it is taken as it is.
 */
export function findStretches(episode: Episode, part: Stretch, { minMs, maxMs }: LengthBounds): Option[] {
  const inForce = rulesInForce(episode);
  for (const without of [EVERYTHING_OUT, ALWAYS_OUT]) {
    for (let givenUp = 0; givenUp <= GIVEN_UP.length; givenUp += 1) {
      const rules = new Set([...inForce].filter((rule) => !GIVEN_UP.slice(0, givenUp).includes(rule)));
      const demands: Demands = { bounds: { minMs, maxMs }, rules, without: new Set(without), part };
      const stretches = findCandidates(episode, demands);
      if (stretches.length > 0) return stretches;
    }
  }
  return longestRun(episode, part, minMs);
}

/** All of an episode that is shorter than a reel, but for its advertisements. */
function longestRun(episode: Episode, part: Stretch, minMs: number): Option[] {
  const runs: Stretch[] = [];
  for (let index = part.from; index < part.to; index += 1) {
    const last = runs.at(-1);
    if (episode.lines[index]?.keptOut && ALWAYS_OUT.includes(episode.lines[index]?.keptOut as KeepOut)) continue;
    if (last?.to === index) last.to = index + 1;
    else runs.push({ from: index, to: index + 1 });
  }
  const lengthOf = (run: Stretch) => rangeOf(episode, run).endMs - rangeOf(episode, run).startMs;
  const longest = runs.sort((a, b) => lengthOf(b) - lengthOf(a))[0];
  return longest && lengthOf(longest) < minMs ? [{ ...longest, compromise: 0 }] : [];
}
