import type { Stretch } from './boundaries.js';
import type { Episode } from './episode.js';

/** How much each content word is this stretch's own, often here and seldom elsewhere (tf-idf over lines); 1 for the most telling. */
export function subjectWeights({ lines, language }: Episode, { from, to }: Stretch): ReadonlyMap<string, number> {
  const linesWith = countWords(lines.map((line) => new Set(line.content)));
  const here = countWords(lines.slice(from, to).map((line) => line.content));
  const weights = [...here]
    .filter(([word]) => !language.notSubject?.test(word))
    .map(([word, count]): [string, number] => [word, count * Math.log(1 + lines.length / (linesWith.get(word) ?? 1))]);
  const most = weights.reduce((max, [, weight]) => Math.max(max, weight), 0);
  return new Map(weights.map(([word, weight]) => [word, weight / most]));
}

/**
 * The stretch's subjects as they are written, the most telling first: runs of neighbouring content words
 * (Rose et al. 2010, RAKE), at most three words each, none containing another.
 */
export function subjectPhrases({ lines }: Episode, { from, to }: Stretch, weights: ReadonlyMap<string, number>): string[] {
  const text = lines.slice(from, to).map((line) => line.plain).join('\n');
  const phrases = new Map<string, { written: string; weight: number }>();
  for (const run of text.split(/[^\p{L}\p{M}' ]+/u)) {
    let phrase: string[] = [];
    for (const word of [...run.split(' '), '']) {
      const isSubject = weights.has(word.toLowerCase());
      if (isSubject) phrase.push(word);
      if ((!isSubject || phrase.length === 3) && phrase.length > 0) {
        const written = phrase.join(' ');
        const weight = phrase.reduce((sum, part) => sum + (weights.get(part.toLowerCase()) ?? 0), 0);
        // A second word makes a subject clearer; a third seldom does.
        phrases.set(written.toLowerCase(), { written, weight: weight / Math.sqrt(phrase.length) });
        phrase = [];
      }
    }
  }
  const ordered = [...phrases.values()].sort((a, b) => b.weight - a.weight).map(({ written }) => written);
  return ordered.filter((phrase, index) => !ordered.slice(0, index).some((better) => shareWord(better, phrase))).slice(0, 6);
}

function shareWord(a: string, b: string): boolean {
  const words = new Set(a.toLowerCase().split(' '));
  return b.toLowerCase().split(' ').some((word) => words.has(word));
}

function countWords(lists: readonly Iterable<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
