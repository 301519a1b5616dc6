import type { HighlightProposal, Range, Transcript } from '@reels/contracts';
import { readEpisode } from './episode.js';
import { gatherEvidence } from './evidence.js';
import { proveRange, readRange } from './proveRange.js';
import { tellingReasons } from './reasons.js';
import { scoreCandidates } from './score.js';
import { findStretches, linesWithin } from './select.js';
import type { SelectOptions } from './select.js';
import { proposeTitle } from './title.js';

export interface AppraiseOptions extends Omit<SelectOptions, 'reels'> {
  /** Why it is there, told before what speaks for it. */
  reason: string;
  /** Titles of the episode's other highlights. */
  titles: readonly string[];
}

/**
 * A range that a person chose, as a highlight: with its score among the stretches that the product itself would have considered,
 * what speaks for it, a title in the speakers' words, and the proof of its boundaries. It grows to the whole words at its edges.
 * @returns null where nobody speaks in it
 */
export function appraiseHighlight(transcript: Transcript, range: Range, options: AppraiseOptions): HighlightProposal | null {
  const episode = readEpisode(transcript, options);
  const spoken = readRange(episode, range);
  if (!spoken) return null;
  const part = linesWithin(episode, options.part);
  const everything = { from: Math.min(part.from, spoken.stretch.from), to: Math.max(part.to, spoken.stretch.to) };
  const evidence = gatherEvidence(episode, everything);
  const stretches = [{ ...spoken.stretch, compromise: 0 }, ...findStretches(episode, part, options)];
  const [own] = scoreCandidates(stretches, evidence, options.earliness ?? 1);
  return {
    startMs: spoken.startMs,
    endMs: spoken.endMs,
    score: own?.score ?? 0,
    reasons: [options.reason, ...(own ? tellingReasons(own, evidence) : [])],
    title: proposeTitle(episode, spoken.stretch, new Set(options.titles)),
    boundaries: proveRange(episode, spoken, options),
  };
}
