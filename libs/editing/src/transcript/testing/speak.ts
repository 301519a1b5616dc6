import type { Transcript } from '@reels/contracts';
import { sentencesFromWords } from '../sentences.js';
import { segmentWords } from '../words.js';

export interface Speech {
  language?: string;
  /** Silence after each sentence; default 300 ms. */
  pauseMs?: number;
  startMs?: number;
}

/** A transcript as if spoken: one line a turn, "Ada: Hello there. How are you?"; 60 ms a letter and 80 ms between words. */
export function speak(script: string, { language = 'en', pauseMs = 300, startMs = 0 }: Speech = {}): Transcript {
  let clock = startMs;
  const words = script
    .split('\n')
    .filter((line) => line.trim())
    .flatMap((line) => {
      const [, speaker = null, text = line] = /^\s*(\w+):\s(.*)$/.exec(line) ?? [];
      return segmentWords(text).map((word) => {
        const begin = clock;
        const end = begin + 60 * word.length + 100;
        clock = end + (/[\p{Sentence_Terminal}]["”]?$/u.test(word) ? pauseMs : 80);
        return { text: word, startMs: begin, endMs: end, confidence: 0.9, speaker };
      });
    });
  return { language, sentences: sentencesFromWords(words, language, 'recognized') };
}
