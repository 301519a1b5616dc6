import type { Stretch } from './boundaries.js';
import type { Option } from './candidates.js';
import type { Evidence } from './evidence.js';
import { SIGNALS } from './signals.js';
import { spreadOf, standardised } from './statistics.js';

/** A stretch with what speaks for it. */
export interface Candidate extends Stretch {
  /** Sum of the weighted signals. */
  worth: number;
  /** 0..100: 50 is the episode's average candidate. */
  score: number;
  /** For each signal how far it lifts this candidate above the episode's average one. */
  lifts: ReadonlyMap<string, number>;
}

/** A worse end weighs as much as this, so that it is taken only where the better one repeats another highlight. */
const END_WEIGHT = 3;

/** Episodes of this length and longer are those that the value of an early place was learned on. */
const LONG_EPISODE_MS = 30 * 60_000;

/**
 * Scores stretches against each other.
 * @param earliness how much an early place counts, 0..1
 */
export function scoreCandidates(stretches: readonly Option[], evidence: Evidence, earliness: number): Candidate[] {
  const { lines } = evidence.episode;
  const durationMs = (lines.at(-1)?.sentence.endMs ?? 0) - (lines[0]?.sentence.startMs ?? 0);
  const weighted = SIGNALS.map((signal) => {
    const values = stretches.map((stretch) => signal.measure(stretch, evidence));
    const spread = spreadOf(values);
    const scale = signal.name === 'earliness' ? earliness * Math.min(1, durationMs / LONG_EPISODE_MS) : 1;
    return { name: signal.name, terms: values.map((value) => signal.weight * scale * (signal.relative ? standardised(value, spread) : value - spread.mean)) };
  });
  const worths = stretches.map((stretch, index) => weighted.reduce((sum, { terms }) => sum + (terms[index] ?? 0), -END_WEIGHT * stretch.compromise));
  const spread = spreadOf(worths);
  return stretches.map((stretch, index) => ({
    ...stretch,
    worth: worths[index] ?? 0,
    score: Math.round(1000 / (1 + Math.exp(-standardised(worths[index] ?? 0, spread)))) / 10,
    lifts: new Map(weighted.map(({ name, terms }) => [name, terms[index] ?? 0])),
  }));
}
