import type { Cue, CuePart } from './cue.js';

/** "Ada Lovelace: ": up to four capitalised words or numbers and a colon. */
const SPEAKER_PREFIX = /^\s*((?:\p{Lu}[\p{L}\p{M}\d.'’-]{0,24}|\d{1,2})(?: (?:\p{Lu}[\p{L}\p{M}\d.'’-]{0,24}|\d{1,2})){0,3}):(?:\s|$)/u;

/**
 * Reads speakers written before their words, as SubRip for podcasts and the exports of Zoom and Otter do. A name must
 * head at least two parts, so that a mere colon names nobody; it holds until the next name. Files with voices of
 * their own are left as they are.
 */
export function nameSpeakers(cues: Cue[]): Cue[] {
  const parts = cues.flatMap((cue) => cue.parts);
  if (parts.some((part) => part.speaker !== null)) return cues;
  const counts = new Map<string, number>();
  for (const part of parts) {
    const name = SPEAKER_PREFIX.exec(part.text)?.[1];
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  let speaker: string | null = null;
  const named = (part: CuePart): CuePart => {
    const prefix = SPEAKER_PREFIX.exec(part.text);
    const name = prefix?.[1];
    if (!prefix || !name || (counts.get(name) ?? 0) < 2) return { ...part, speaker };
    speaker = name;
    return { ...part, text: part.text.slice(prefix[0].length), speaker, newTurn: true };
  };
  return cues.map((cue) => ({ ...cue, parts: cue.parts.map(named) }));
}
