import type { Stretch } from './boundaries.js';
import { rangeOf } from './boundaries.js';
import type { Episode } from './episode.js';
import type { Candidate } from './score.js';

/** Two highlights share at most this much of the shorter one's time, and of the fewer content words. */
const MOST_SHARED_TIME = 0.1;
const MOST_SHARED_WORDS = 0.25;
/** What a candidate loses for each chosen neighbour, so that near equals are taken from elsewhere in the episode. */
const CROWDING = 0.05;

/** The best candidates that differ from each other and are spread over the episode, the best first. */
export function pickDiverse(candidates: readonly Candidate[], episode: Episode, count: number): Candidate[] {
  const describe = (candidate: Candidate) => ({ candidate, range: rangeOf(episode, candidate), words: contentOf(episode, candidate) });
  const durationMs = (episode.lines.at(-1)?.sentence.endMs ?? 0) - (episode.lines[0]?.sentence.startMs ?? 0);
  const neighbourMs = durationMs / (2 * Math.max(1, count));
  let rest = candidates.map(describe).map((item) => ({ ...item, worth: item.candidate.worth }));
  const chosen: Candidate[] = [];
  while (chosen.length < count && rest.length > 0) {
    const best = rest.reduce((leader, item) => (item.worth > leader.worth ? item : leader));
    chosen.push(best.candidate);
    rest = rest
      .filter((item) => !sharesTime(item.range, best.range) && !sharesWords(item.words, best.words))
      .map((item) => ({ ...item, worth: item.worth - (gap(item.range, best.range) < neighbourMs ? CROWDING : 0) }));
  }
  return chosen.sort((a, b) => b.worth - a.worth);
}

type Span = { startMs: number; endMs: number };

/** Silence between two spans; negative where they overlap. */
const gap = (a: Span, b: Span): number => Math.max(a.startMs, b.startMs) - Math.min(a.endMs, b.endMs);

function sharesTime(a: Span, b: Span): boolean {
  return -gap(a, b) > MOST_SHARED_TIME * Math.min(a.endMs - a.startMs, b.endMs - b.startMs);
}

function sharesWords(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared > MOST_SHARED_WORDS * Math.max(1, Math.min(a.size, b.size));
}

function contentOf({ lines }: Episode, { from, to }: Stretch): ReadonlySet<string> {
  return new Set(lines.slice(from, to).flatMap((line) => line.content));
}
