import type { SentenceFragment } from '../../../core/api/generated/operations';

/** Where a word stands in its sentence's text, in UTF-16 units, half-open. */
export interface TextRange {
  start: number;
  end: number;
}

/** Where each word stands in the text of its sentence; null for a word that the text does not hold. */
export function wordRanges({ text, words }: Pick<SentenceFragment, 'text' | 'words'>): (TextRange | null)[] {
  let from = 0;
  return words.map((word) => {
    const start = text.indexOf(word.text, from);
    if (start < 0) return null;
    from = start + word.text.length;
    return { start, end: from };
  });
}

/** The word at, or else the nearest before, a place in the text; the first word for places before it. -1: there are no words. */
export function wordAtOffset(sentence: Pick<SentenceFragment, 'text' | 'words'>, offset: number): number {
  const at = wordRanges(sentence).findLastIndex((range) => range !== null && range.start <= offset);
  return sentence.words.length === 0 ? -1 : Math.max(0, at);
}

/** The last item that begins at or before a time; -1 before the first. Items are in order of time. */
export function lastStartedAt(items: readonly { startMs: number }[], ms: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.startMs ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface SaidWord {
  /** Places in the list of sentences and in its words. */
  sentence: number;
  word: number;
}

/** The word being said at a time; null in a pause of more than 400 ms. */
export function saidAt(sentences: readonly SentenceFragment[], ms: number): SaidWord | null {
  const sentence = lastStartedAt(sentences, ms);
  const words = sentences[sentence]?.words ?? [];
  const word = lastStartedAt(words, ms);
  const said = words[word];
  return said && ms < said.endMs + 400 ? { sentence, word } : null;
}
