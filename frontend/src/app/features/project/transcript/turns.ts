import type { SentenceFragment } from '../../../core/api/generated/operations';

/** Sentences that one voice says without a long rest: a paragraph. */
export interface Turn {
  /** Place of its first sentence in the list. */
  first: number;
  speaker: string | null;
  /** Whether the voice is another than in the paragraph before. */
  isNewVoice: boolean;
  sentences: readonly SentenceFragment[];
}

/** A voice that goes on for long is broken into paragraphs where it rests, so that the eye can. */
const LONG_REST_MS = 1_200;
const ENOUGH_SENTENCES = 5;

export function toTurns(sentences: readonly SentenceFragment[]): Turn[] {
  const turns: (Turn & { sentences: SentenceFragment[] })[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const turn = turns.at(-1);
    const before = sentences[index - 1];
    const isNewVoice = !turn || turn.speaker !== sentence.speaker;
    const rests = before !== undefined && sentence.startMs - before.endMs >= LONG_REST_MS;
    if (isNewVoice || (rests && turn.sentences.length >= ENOUGH_SENTENCES) || turn.sentences.length >= 2 * ENOUGH_SENTENCES) {
      turns.push({ first: index, speaker: sentence.speaker, isNewVoice, sentences: [sentence] });
    } else turn.sentences.push(sentence);
  }
  return turns;
}

/** The speakers in the order in which they are first heard. */
export const speakersOf = (sentences: readonly Pick<SentenceFragment, 'speaker'>[]): string[] => [
  ...new Set(sentences.flatMap(({ speaker }) => speaker ?? [])),
];
