import type { SentenceFragment } from '../app/core/api/generated/operations';

/** Sentences one for each line: each word lasts 200 ms and begins 250 ms after the one before; "|" is a rest of half a second. */
export function sentences(...lines: { at: number; text: string; speaker?: string | null }[]): SentenceFragment[] {
  return lines.map(({ at, text, speaker = null }, index) => {
    let ms = at;
    const words = text.split(' ').flatMap((word) => {
      if (word === '|') {
        ms += 500;
        return [];
      }
      const startMs = ms;
      ms += 250;
      return { text: word, startMs, endMs: startMs + 200 };
    });
    return {
      index,
      speaker,
      text: words.map((word) => word.text).join(' '),
      startMs: at,
      endMs: words.at(-1)?.endMs ?? at,
      words,
    };
  });
}
