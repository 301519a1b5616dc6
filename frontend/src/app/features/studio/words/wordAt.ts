interface Timed {
  startMs: number;
  endMs: number;
}

/** The sentence and the word that are said at a moment; in a pause the ones that were said last. -1: none yet. */
export function wordAt(sentences: readonly (Timed & { words: readonly Timed[] })[], ms: number): `${number}:${number}` {
  const sentence = sentences.findLastIndex(({ startMs }) => startMs <= ms);
  const words = sentences[sentence]?.words ?? [];
  return `${sentence}:${words.findLastIndex(({ startMs }) => startMs <= ms)}`;
}
