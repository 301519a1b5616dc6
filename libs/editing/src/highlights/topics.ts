/** How many sentences on each side are compared. */
const BLOCK = 12;

/**
 * How much the subject changes before each sentence, 0 (none) to 1, by lexical cohesion: how few content words the
 * sentences before share with those after (Hearst 1997, TextTiling, with fixed blocks of sentences).
 */
export function topicShifts(content: readonly (readonly string[])[]): number[] {
  const shifts: number[] = [];
  const before = new Map<string, number>();
  const after = new Map<string, number>();
  const change = (counts: Map<string, number>, words: readonly string[] | undefined, by: number) => {
    for (const word of words ?? []) {
      const count = (counts.get(word) ?? 0) + by;
      if (count > 0) counts.set(word, count);
      else counts.delete(word);
    }
  };
  for (let index = 0; index < BLOCK; index += 1) change(after, content[index], 1);
  content.forEach((words, index) => {
    shifts.push(index === 0 ? 1 : 1 - cosine(before, after));
    change(after, words, -1);
    change(before, words, 1);
    change(after, content[index + BLOCK], 1);
    change(before, content[index - BLOCK], -1);
  });
  return shifts;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let product = 0;
  for (const [word, count] of a) product += count * (b.get(word) ?? 0);
  const norm = (counts: ReadonlyMap<string, number>) => Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0));
  return product === 0 ? 0 : product / (norm(a) * norm(b));
}
