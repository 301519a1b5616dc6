import type { Range, Sentence, Transcript, Word } from '@reels/contracts';
import { joinWords } from '../transcript/words.js';

/**
 * The sentences inside a cut, re-timed to the reel's own clock (ms from its first frame). A word belongs to a range
 * when its middle lies inside; a sentence that loses words keeps the others as one sentence.
 * @param ranges in the order in which the reel plays them
 */
export function cutSentences(transcript: Transcript, ranges: readonly Range[]): Sentence[] {
  const cut: { from: Sentence; words: Word[] }[] = [];
  let playedMs = 0;
  for (const range of ranges) {
    const shift = (ms: number) => playedMs + Math.min(Math.max(ms, range.startMs), range.endMs) - range.startMs;
    for (const sentence of transcript.sentences) {
      if (sentence.endMs <= range.startMs || sentence.startMs >= range.endMs) continue;
      const words = sentence.words
        .filter((word) => isInside(word, range))
        .map((word) => ({ ...word, startMs: shift(word.startMs), endMs: shift(word.endMs) }));
      const last = cut.at(-1);
      if (words.length === 0) continue;
      if (last?.from === sentence) last.words.push(...words);
      else cut.push({ from: sentence, words });
    }
    playedMs += range.endMs - range.startMs;
  }
  return cut.map(({ from, words }) => ({
    ...from,
    startMs: words[0]?.startMs ?? 0,
    endMs: words.reduce((latest, word) => Math.max(latest, word.endMs), 0),
    text: words.length === from.words.length ? from.text : joinWords(words),
    words,
  }));
}

function isInside(word: Word, range: Range): boolean {
  const middle = (word.startMs + word.endMs) / 2;
  return middle >= range.startMs && middle < range.endMs;
}
