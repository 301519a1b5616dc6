import type { Sentence, Transcript } from '@reels/contracts';
import { joinWords } from './words.js';

/** The transcript to read: one paragraph a turn, with the speaker's name where it is known. */
export function toPlainText(transcript: Transcript): string {
  return turnsOf(transcript.sentences)
    .map((turn) => (turn[0]?.speaker ? `${turn[0].speaker}: ` : '') + joinWords(turn))
    .map((paragraph) => `${paragraph}\n`)
    .join('\n');
}

/** Runs of sentences by one speaker; where nobody is named, a long pause (2 s) begins a paragraph. */
function turnsOf(sentences: readonly Sentence[]): Sentence[][] {
  const turns: Sentence[][] = [];
  for (const sentence of sentences) {
    const before = turns.at(-1)?.at(-1);
    const goesOn = before && before.speaker === sentence.speaker && (sentence.speaker !== null || sentence.startMs - before.endMs < 2000);
    if (goesOn) turns.at(-1)?.push(sentence);
    else turns.push([sentence]);
  }
  return turns;
}
