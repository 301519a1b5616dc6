import type { Range } from '@reels/contracts';
import type { RecognizedWord } from '../../ports/index.js';

/** Words' coarse times may be off by so much. */
const SLACK_MS = 500;
/** Shorter speech without words may be a breath, a laugh, or a word's error. */
const SHORTEST_MS = 1500;

/** Where somebody speaks but no word was recognized: Whisper now and then skips to the end of its window. */
export function unheard(speech: readonly Range[], words: readonly RecognizedWord[]): Range[] {
  return speech.flatMap((range) => {
    const gaps: Range[] = [];
    let from = range.startMs;
    for (const { startMs, endMs } of words) {
      if (endMs + SLACK_MS < from || startMs - SLACK_MS > range.endMs) continue;
      gaps.push({ startMs: from, endMs: startMs - SLACK_MS });
      from = Math.max(from, endMs + SLACK_MS);
    }
    gaps.push({ startMs: from, endMs: range.endMs });
    return gaps.filter(({ startMs, endMs }) => endMs - startMs >= SHORTEST_MS);
  });
}

/** Below this mean confidence a second hearing is invention: over a jingle Whisper was 0.1 sure, over speech 0.9. */
const TRUSTED = 0.5;

/** The segments of a second hearing that are sure enough; the first had its reasons to say nothing. */
export function trusted(words: readonly RecognizedWord[]): RecognizedWord[] {
  const confidence = (segment: number): number => {
    const own = words.filter((word) => word.segment === segment);
    return own.reduce((sum, word) => sum + word.confidence, 0) / own.length;
  };
  const sure = new Set([...new Set(words.map(({ segment }) => segment))].filter((segment) => confidence(segment) >= TRUSTED));
  return words.filter(({ segment }) => sure.has(segment));
}

/** Words of two passes over different stretches, in order; their segments are counted anew. */
export function mergePasses(first: readonly RecognizedWord[], second: readonly RecognizedWord[]): RecognizedWord[] {
  const passes = [first, second].flatMap((words, pass) => words.map((word) => ({ word, origin: `${pass}.${word.segment}` })));
  passes.sort((a, b) => a.word.startMs - b.word.startMs);
  let segment = -1;
  return passes.map(({ word, origin }, i) => {
    if (origin !== passes[i - 1]?.origin) segment++;
    return { ...word, segment };
  });
}
