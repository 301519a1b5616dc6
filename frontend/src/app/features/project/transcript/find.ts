import type { TextRange } from './words';

export interface Match extends TextRange {
  /** Place in the list of sentences. */
  sentence: number;
}

/** Every place where the text is said, whatever its case and its kind of apostrophe and space. */
export function findText(sentences: readonly { text: string }[], wanted: string): Match[] {
  const trimmed = wanted.trim();
  if (!trimmed) return [];
  const pattern = trimmed
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .replace(/['’]/g, "['’]")
    .replace(/\s+/g, '\\s+');
  const expression = new RegExp(pattern, 'giu');
  return sentences.flatMap(({ text }, sentence) =>
    [...text.matchAll(expression)].map((match) => ({ sentence, start: match.index, end: match.index + match[0].length })),
  );
}
