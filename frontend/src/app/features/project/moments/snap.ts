import type { SentenceFragment } from '../../../core/api/generated/operations';

export type Edge = 'start' | 'end';
export interface Span {
  startMs: number;
  endMs: number;
}

/** Where an edge may rest, the better the kind the farther it reaches. */
export interface SnapPoint {
  ms: number;
  kind: 'sentence' | 'pause';
}

/** A rest of this length inside a sentence is one that a cut can be made in. */
const PAUSE_MS = 250;
/** Less silence than this after the last word, and the next voice can be heard to begin (as the API's own proof has it). */
const LEAST_PAUSE_MS = 150;
/** How far a point reaches, in pixels. */
const REACH_PX = { sentence: 14, pause: 8 } as const;

/** Where a start, or an end, can rest: at sentences' bounds, and where somebody rests inside one. In order of time. */
export function snapPoints(sentences: readonly SentenceFragment[], edge: Edge): SnapPoint[] {
  return sentences
    .flatMap(({ startMs, endMs, words }): SnapPoint[] => [
      { ms: edge === 'start' ? startMs : endMs, kind: 'sentence' },
      ...words.slice(1).flatMap((word, index): SnapPoint[] => {
        const before = words[index];
        if (!before || word.startMs - before.endMs < PAUSE_MS) return [];
        return [{ ms: edge === 'start' ? word.startMs : before.endMs, kind: 'pause' }];
      }),
    ])
    .sort((a, b) => a.ms - b.ms);
}

/** The point that draws an edge to itself, by the scale of the picture; null: the edge stays where it is. */
export function snap(ms: number, points: readonly SnapPoint[], msPerPx: number): SnapPoint | null {
  let [best, nearest] = [null as SnapPoint | null, 1];
  for (const point of points) {
    // Distance as a share of the point's reach.
    const distance = Math.abs(point.ms - ms) / msPerPx / REACH_PX[point.kind];
    if (distance <= nearest) [best, nearest] = [point, distance];
  }
  return best;
}

/** The next sentence bound before or after an edge, for the arrow keys; null: there is none. */
export function step(ms: number, points: readonly SnapPoint[], direction: -1 | 1): number | null {
  const bounds = points.filter(({ kind }) => kind === 'sentence');
  const next = direction > 0 ? bounds.find((point) => point.ms > ms) : bounds.findLast((point) => point.ms < ms);
  return next?.ms ?? null;
}

/** A rule that a span's edges break, in the words of the API's proof. */
export interface Warning {
  rule: 'startsAtSentence' | 'endsAtSentence' | 'pauseAfter' | 'lengthWithinBounds';
  text: string;
}

/** What can be told of edges while they are dragged; the API proves all rules when they rest. */
export function warningsFor(
  { startMs, endMs }: Span,
  sentences: readonly SentenceFragment[],
  bounds: { minMs: number; maxMs: number },
): Warning[] {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const length = endMs - startMs;
  const warnings: Warning[] = [];
  if (!sentences.some((sentence) => sentence.startMs === startMs))
    warnings.push({ rule: 'startsAtSentence', text: 'It begins inside a sentence.' });
  if (!sentences.some((sentence) => sentence.endMs === endMs))
    warnings.push({ rule: 'endsAtSentence', text: 'It ends inside a sentence.' });
  const next = sentences.flatMap(({ words }) => words).find((word) => word.startMs >= endMs);
  if (next && next.startMs - endMs < LEAST_PAUSE_MS)
    warnings.push({
      rule: 'pauseAfter',
      text: `Only ${next.startMs - endMs} ms of pause follow; ${LEAST_PAUSE_MS} sound clean.`,
    });
  if (length < bounds.minMs)
    warnings.push({
      rule: 'lengthWithinBounds',
      text: `It lasts ${seconds(length)}, less than the ${seconds(bounds.minMs)} asked for.`,
    });
  if (length > bounds.maxMs)
    warnings.push({
      rule: 'lengthWithinBounds',
      text: `It lasts ${seconds(length)}, more than the ${seconds(bounds.maxMs)} asked for.`,
    });
  return warnings;
}

/** The shortest span that an edge may make. */
const LEAST_MS = 1_000;

/** A span with one edge put elsewhere, kept inside the recording and at least a second long. */
export function moveEdge(span: Span, edge: Edge, ms: number, durationMs: number): Span {
  if (edge === 'start') return { ...span, startMs: Math.round(Math.max(0, Math.min(ms, span.endMs - LEAST_MS))) };
  return { ...span, endMs: Math.round(Math.min(durationMs, Math.max(ms, span.startMs + LEAST_MS))) };
}
