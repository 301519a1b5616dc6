import type { FontBook, Sentence } from '@reels/contracts';

/** Fonts as data: every letter 0.42 em wide, wide ones a whole em, marks nothing; all fonts have all letters. */
export const PLAIN_FONTS: FontBook = {
  metrics: () => ({ ascent: 0.9, descent: 0.3, capHeight: 0.7 }),
  covers: () => true,
  width: (_font, text) => [...text].reduce((sum, letter) => sum + (/\p{M}|\p{Cf}/u.test(letter) ? 0 : /[\u1100-\uffdc]|\p{Extended_Pictographic}/u.test(letter) ? 1 : 0.42), 0),
};

/** A sentence spoken at about 15 letters a second from `startMs` on. */
export function spoken(text: string, startMs = 0, speaker: string | null = null): Sentence {
  let at = startMs;
  const words = text.split(' ').map((word) => {
    const from = at;
    at += Math.max(120, word.length * 65);
    const endMs = at;
    at += /[,;]$/.test(word) ? 200 : 15;
    return { text: word, startMs: from, endMs, confidence: 1 };
  });
  return { speaker, startMs, endMs: words.at(-1)?.endMs ?? startMs, text, words, timing: 'given' };
}

/** Sentences one after the other with a breath between. */
export function spokenInTurn(texts: readonly string[], startMs = 0, speaker: string | null = null): Sentence[] {
  let at = startMs;
  return texts.map((text) => {
    const sentence = spoken(text, at, speaker);
    at = sentence.endMs + 350;
    return sentence;
  });
}
