import type { TranscriptionVerbose } from 'openai/resources/audio/transcriptions';
import type { RecognizedWord } from '../../ports/index.js';

/** Marks that cling to the word before them, and those that open the word after them. */
const TRAILING = /^[^\s\p{Ps}\p{Pi}¿¡]*/u;
const OPENING = /[\p{Ps}\p{Pi}"'¿¡]*$/u;

/**
 * The words of a `verbose_json` answer with their punctuation: the API lists bare words with times, and the text apart.
 * A word that is not found in the text stays bare.
 */
export function wordsFromAnswer({ text, words = [], segments = [] }: TranscriptionVerbose): RecognizedWord[] {
  const places = findInOrder(text, words.map(({ word }) => word.trim()));
  return words.map(({ word, start, end }, index) => {
    const segment = Math.max(0, segments.findLastIndex((each) => each.start <= start + 0.01));
    const place = places[index];
    return {
      text: place ? withPunctuation(text, place, places[index - 1]?.to ?? 0, places[index + 1]?.from ?? text.length) : word.trim(),
      startMs: Math.round(start * 1_000),
      endMs: Math.max(Math.round(end * 1_000), Math.round(start * 1_000) + 1),
      confidence: Math.min(1, Math.exp(segments[segment]?.avg_logprob ?? 0)),
      segment,
    };
  });
}

interface Place {
  from: number;
  to: number;
}

function findInOrder(text: string, words: string[]): (Place | null)[] {
  const lower = text.toLowerCase();
  let position = 0;
  return words.map((word) => {
    const from = lower.indexOf(word.toLowerCase(), position);
    if (from < 0 || word === '') return null;
    position = from + word.length;
    return { from, to: position };
  });
}

/** From the opening marks before a word to the last mark after it; `after` and `before` are its neighbours' edges. */
function withPunctuation(text: string, { from, to }: Place, after: number, before: number): string {
  const ahead = text.slice(after, from).replace(after > 0 ? TRAILING : '', '');
  return (OPENING.exec(ahead)?.[0] ?? '') + text.slice(from, to) + (TRAILING.exec(text.slice(to, before))?.[0] ?? '');
}
