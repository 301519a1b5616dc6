import type { BoundaryProof, Range, Word } from '@reels/contracts';
import type { LengthBounds, Stretch } from './boundaries.js';
import { LEAST_PAUSE_MS, proveBoundaries } from './boundaries.js';
import type { Episode, Line } from './episode.js';

/** What is said in a range that somebody chose, which may begin and end inside sentences. */
export interface SpokenRange extends Range {
  /** The lines that it touches. */
  stretch: Stretch;
  /** Its first word is not its sentence's first; its last not its sentence's last. */
  beginsInside: boolean;
  endsInside: boolean;
  /** Silence after its last word; null after the last word of an episode of unknown length. */
  pauseAfterMs: number | null;
}

/**
 * Reads a range as a cut takes it: a word belongs to it when its middle lies inside, and then all of the word does.
 * @returns null where nobody speaks in it
 */
export function readRange({ lines }: Episode, range: Range): SpokenRange | null {
  const isInside = ({ startMs, endMs }: Word) => (startMs + endMs) / 2 >= range.startMs && (startMs + endMs) / 2 < range.endMs;
  const from = lines.findIndex(({ sentence }) => sentence.words.some(isInside));
  const to = lines.findLastIndex(({ sentence }) => sentence.words.some(isInside)) + 1;
  const [first, last] = [lines[from], lines[to - 1]];
  if (!first || !last) return null;
  const inside = lines.slice(from, to).flatMap(({ sentence }) => sentence.words.filter(isInside));
  const [firstWord, lastWord] = [inside[0] as Word, inside.at(-1) as Word];
  const endsInside = last.sentence.words.at(-1) !== lastWord;
  const nextWord = endsInside ? last.sentence.words[last.sentence.words.indexOf(lastWord) + 1] : undefined;
  return {
    stretch: { from, to },
    beginsInside: first.sentence.words[0] !== firstWord,
    endsInside,
    pauseAfterMs: nextWord ? nextWord.startMs - lastWord.endMs : last.pauseAfterMs,
    startMs: Math.min(range.startMs, firstWord.startMs),
    endMs: Math.max(range.endMs, ...inside.map(({ endMs }) => endMs)),
  };
}

/** The boundary proof of a range that somebody chose; see proveBoundaries for one of whole sentences. */
export function proveRange(episode: Episode, range: SpokenRange, bounds: LengthBounds): BoundaryProof {
  const { stretch, beginsInside, endsInside, pauseAfterMs } = range;
  const whole = proveBoundaries(episode, stretch, bounds);
  const lengthMs = range.endMs - range.startMs;
  const fits = lengthMs >= bounds.minMs && lengthMs <= bounds.maxMs;
  const cutOff = speakersCutOff(episode.lines, range);
  const bent = (why: string) => ({ holds: false, why });
  return {
    startsAtSentence: beginsInside ? bent('It begins inside a sentence.') : whole.startsAtSentence,
    endsAtSentence: endsInside ? bent('It ends inside a sentence.') : whole.endsAtSentence,
    pauseAfter:
      pauseAfterMs === null || pauseAfterMs >= LEAST_PAUSE_MS
        ? { holds: true }
        : bent(`By the transcript's times ${Math.max(0, pauseAfterMs)} ms of pause follow, not ${LEAST_PAUSE_MS}.`),
    opensOnItsOwn: beginsInside ? bent('It opens inside a sentence.') : whole.opensOnItsOwn,
    cutsNoSpeakerOff: cutOff ? bent(cutOff) : whole.cutsNoSpeakerOff,
    lengthWithinBounds: fits ? { holds: true } : bent(`It lasts ${seconds(lengthMs)}; ${seconds(bounds.minMs)} to ${seconds(bounds.maxMs)} were asked for.`),
  };
}

function speakersCutOff(lines: readonly Line[], { stretch, beginsInside, endsInside }: SpokenRange): string | null {
  const nameOf = (line: Line | undefined) => line?.sentence.speaker ?? 'Somebody';
  if (endsInside) return `${nameOf(lines[stretch.to - 1])} is cut off at its end.`;
  return beginsInside ? `${nameOf(lines[stretch.from])} is cut off at its start.` : null;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
