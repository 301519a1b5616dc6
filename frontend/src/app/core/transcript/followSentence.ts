interface Timed {
  startMs: number;
  endMs: number;
}

interface Spoken extends Timed {
  text: string;
  words: readonly (Timed & { text: string })[];
}

/**
 * The place of a sentence in a transcript that was changed elsewhere meanwhile. Nothing in a transcript has a name: a sentence is known
 * by its times and words, and one that was mended or split by the times of its words, which stay where they were.
 * @param was the sentence as it was read, and the place that it had
 * @returns of what it became, the part with the most of it; null: it was taken out
 */
export function followSentence(was: Spoken, place: number, sentences: readonly Spoken[]): number | null {
  const byDistance = sentences.map((_, index) => index).sort((a, b) => Math.abs(a - place) - Math.abs(b - place));
  const same = byDistance.find((index) => isSame(was, sentences[index] as Spoken));
  if (same !== undefined) return same;
  let [best, most] = [null as number | null, 0];
  for (const index of byDistance) {
    const shared = kinship(was, sentences[index] as Spoken);
    if (shared > most) [best, most] = [index, shared];
  }
  return best;
}

/** Whether nothing about a sentence was changed but its place. */
export const isSame = (a: Spoken, b: Spoken): boolean => a.startMs === b.startMs && a.endMs === b.endMs && a.text === b.text;

/** How much of a sentence is in another: words with the same times, and edges, which stay also where all of its words are others. */
function kinship(was: Spoken, now: Spoken): number {
  const times = new Set(was.words.map(timesOf));
  const words = now.words.filter((word) => times.has(timesOf(word))).length;
  return 2 * words + Number(was.startMs === now.startMs) + Number(was.endMs === now.endMs);
}

const timesOf = ({ startMs, endMs }: Timed): string => `${startMs}-${endMs}`;
