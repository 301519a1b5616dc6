/** Indexes of words in the old text and in the new one; ends are exclusive. */
export interface Hunk {
  old: { from: number; to: number };
  new: { from: number; to: number };
  /** The same words, in another case or punctuation at most; one of the old for each of the new. */
  same: boolean;
}

/**
 * What became of each word when a text was edited: runs of the same words, and runs that were replaced, added or taken out,
 * in their order. The longest common subsequence, in which a word that only changed its case or punctuation counts as the same,
 * though for less than one that was left alone. Quadratic in the words of one sentence.
 */
export function diffWords(before: readonly string[], after: readonly string[]): Hunk[] {
  const best = commonWeights(before, after);
  const hunks: Hunk[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const [here, skipOld, skipNew] = [weightAt(best, i, j), weightAt(best, i + 1, j), weightAt(best, i, j + 1)];
    const likeness = i < before.length && j < after.length ? likenessOf(before[i] as string, after[j] as string) : 0;
    const same = likeness > 0 && here === weightAt(best, i + 1, j + 1) + likeness;
    const from = { i, j };
    if (same) [i, j] = [i + 1, j + 1];
    else if (i < before.length && (j >= after.length || skipOld >= skipNew)) i += 1;
    else j += 1;
    const last = hunks.at(-1);
    if (last && last.same === same) [last.old.to, last.new.to] = [i, j];
    else hunks.push({ old: { from: from.i, to: i }, new: { from: from.j, to: j }, same });
  }
  return hunks;
}

/** `best[i][j]`: the weight of what the words from `i` and from `j` on have in common. */
function commonWeights(before: readonly string[], after: readonly string[]): Float64Array[] {
  const best = Array.from({ length: before.length + 1 }, () => new Float64Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const likeness = likenessOf(before[i] as string, after[j] as string);
      const together = likeness > 0 ? weightAt(best, i + 1, j + 1) + likeness : 0;
      (best[i] as Float64Array)[j] = Math.max(together, weightAt(best, i + 1, j), weightAt(best, i, j + 1));
    }
  }
  return best;
}

const weightAt = (best: readonly Float64Array[], i: number, j: number): number => best[i]?.[j] ?? 0;

/** Whole numbers, so that sums compare exactly. */
function likenessOf(one: string, other: string): number {
  if (one === other) return 3;
  const letters = lettersOf(one);
  return letters !== '' && letters === lettersOf(other) ? 2 : 0;
}

const lettersOf = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, '');
