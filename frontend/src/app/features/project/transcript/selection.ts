import type { SentenceFragment } from '../../../core/api/generated/operations';
import { wordAtOffset, wordRanges } from './words';

/** A place in the transcript: a sentence's place in the list, and one in its text. */
export interface TextPoint {
  sentence: number;
  offset: number;
}

/** A stretch of the transcript, of whole words. */
export interface Stretch {
  startMs: number;
  endMs: number;
  /** Places in the list of sentences, both included. */
  first: number;
  last: number;
  /** Whether it begins with the first word of a sentence, and ends with the last of one. */
  startsAtSentence: boolean;
  endsAtSentence: boolean;
}

/** What a selection of text takes in: every word that it touches. Null when it touches none. */
export function toStretch(sentences: readonly SentenceFragment[], anchor: TextPoint, focus: TextPoint): Stretch | null {
  const [from, to] = isBefore(focus, anchor) ? [focus, anchor] : [anchor, focus];
  const start = firstWordFrom(sentences, from);
  const end = lastWordBefore(sentences, to);
  if (!start || !end || isBefore({ sentence: end.sentence, offset: end.word }, { sentence: start.sentence, offset: start.word }))
    return null;
  const opening = sentences[start.sentence]?.words[start.word];
  const closing = sentences[end.sentence]?.words[end.word];
  if (!opening || !closing) return null;
  return {
    startMs: opening.startMs,
    endMs: closing.endMs,
    first: start.sentence,
    last: end.sentence,
    startsAtSentence: start.word === 0,
    endsAtSentence: end.word === (sentences[end.sentence]?.words.length ?? 0) - 1,
  };
}

/** The same stretch, widened to whole sentences. */
export function toWholeSentences(
  sentences: readonly SentenceFragment[],
  { first, last }: Pick<Stretch, 'first' | 'last'>,
): Stretch | null {
  const [opening, closing] = [sentences[first], sentences[last]];
  if (!opening || !closing) return null;
  return { startMs: opening.startMs, endMs: closing.endMs, first, last, startsAtSentence: true, endsAtSentence: true };
}

const isBefore = (a: TextPoint, b: TextPoint): boolean =>
  a.sentence < b.sentence || (a.sentence === b.sentence && a.offset < b.offset);

interface WordPoint {
  sentence: number;
  word: number;
}

/** The word that a point lies in, or else the next one. */
function firstWordFrom(sentences: readonly SentenceFragment[], { sentence, offset }: TextPoint): WordPoint | null {
  for (let index = sentence; index < sentences.length; index++) {
    const ranges = wordRanges(sentences[index] ?? { text: '', words: [] });
    const word = ranges.findIndex((range) => range !== null && (index > sentence || range.end > offset));
    if (word >= 0) return { sentence: index, word };
  }
  return null;
}

/** The word that a point lies behind the beginning of, or else the one before. */
function lastWordBefore(sentences: readonly SentenceFragment[], { sentence, offset }: TextPoint): WordPoint | null {
  for (let index = sentence; index >= 0; index--) {
    const at = sentences[index];
    if (!at) continue;
    if (index < sentence && at.words.length > 0) return { sentence: index, word: at.words.length - 1 };
    const ranges = wordRanges(at);
    const word = ranges.findLastIndex((range) => range !== null && range.start < offset);
    if (word >= 0) return { sentence: index, word };
  }
  return null;
}

/** The start of the word at a point, for playing from it. */
export function wordStart(sentences: readonly SentenceFragment[], { sentence, offset }: TextPoint): number | null {
  const at = sentences[sentence];
  return at?.words[wordAtOffset(at, offset)]?.startMs ?? at?.startMs ?? null;
}
