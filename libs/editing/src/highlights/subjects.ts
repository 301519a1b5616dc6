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

function countWords(lists: readonly Iterable<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
