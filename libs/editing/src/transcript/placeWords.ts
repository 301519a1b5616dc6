import type { Cue, CuePart } from './cue.js';
import type { SpokenWord } from './sentences.js';
import { segmentWords } from './words.js';

/** A word of a brought transcript. */
export type PlacedWord = SpokenWord & {
  /** Whether the file itself gave this word's times. */
  given: boolean;
};

/** Speech of a cue that states no usable end lasts about this long for each letter (16 letters a second). */
const MS_PER_LETTER = 62;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/**
 * The words of cues with their times: a cue's own times are kept, and its words share them by length.
 * One voice says one thing at a time, so a cue ends at the latest where the next of the same voice begins.
 */
export function placeWords(cues: readonly Cue[]): PlacedWord[] {
  const ordered = cues
    .filter((cue) => cue.parts.some((part) => part.text.trim() !== ''))
    .sort((a, b) => a.startMs - b.startMs);
  return mergeSameStart(ordered).flatMap((cue, index, all) => placeCue(cue, endOf(cue, all[index + 1])));
}

function voiceOf(cue: Cue, end: 'first' | 'last'): string | null {
  const speaks = (part: CuePart) => part.text.trim() !== '';
  return (end === 'first' ? cue.parts.find(speaks) : cue.parts.findLast(speaks))?.speaker ?? null;
}

/** Joins cues that one voice begins at the same moment: they are lines of one caption. */
function mergeSameStart(cues: readonly Cue[]): Cue[] {
  const merged: Cue[] = [];
  for (const cue of cues) {
    const before = merged.at(-1);
    if (before && before.startMs === cue.startMs && voiceOf(before, 'last') === voiceOf(cue, 'first')) {
      merged[merged.length - 1] = { ...before, endMs: Math.max(before.endMs, cue.endMs), parts: [...before.parts, ...cue.parts] };
    } else merged.push(cue);
  }
  return merged;
}

function endOf(cue: Cue, next: Cue | undefined): number {
  const letters = cue.parts.reduce((sum, part) => sum + part.text.length, 0);
  const end = cue.endMs > cue.startMs ? cue.endMs : cue.startMs + Math.max(300, letters * MS_PER_LETTER);
  const sameVoice = next !== undefined && voiceOf(next, 'first') === voiceOf(cue, 'last');
  return sameVoice || cue.endMs <= cue.startMs ? Math.min(end, Math.max(next?.startMs ?? end, cue.startMs)) : end;
}

function placeCue(cue: Cue, endMs: number): PlacedWord[] {
  const stretches = stretchesOf(cue, endMs);
  return stretches.flatMap(({ parts, startMs, endMs: stretchEnd }) => placeStretch(parts, startMs, stretchEnd));
}

interface Stretch {
  parts: CuePart[];
  startMs: number;
  endMs: number;
}

/** A cue, divided where it states times of its own inside; stamps that run backwards or out of the cue are not believed. */
function stretchesOf(cue: Cue, endMs: number): Stretch[] {
  const stretches: Stretch[] = [{ parts: [], startMs: cue.startMs, endMs }];
  for (const part of cue.parts) {
    const last = stretches[stretches.length - 1] as Stretch;
    if (part.startMs !== null && part.startMs > last.startMs && part.startMs < endMs) {
      last.endMs = part.startMs;
      stretches.push({ parts: [part], startMs: part.startMs, endMs });
    } else last.parts.push(part);
  }
  return stretches;
}

function placeStretch(parts: readonly CuePart[], startMs: number, endMs: number): PlacedWord[] {
  const words = wordsOf(parts);
  const total = words.reduce((sum, { text }) => sum + lengthOf(text), 0);
  const at = (length: number) => startMs + Math.round(((endMs - startMs) * length) / total);
  let passed = 0;
  return words.map(({ text, part, first }) => {
    const from = passed;
    passed += lengthOf(text);
    return { text, startMs: at(from), endMs: at(passed), confidence: 1, speaker: part.speaker, newTurn: first && part.newTurn, given: words.length === 1 };
  });
}

function wordsOf(parts: readonly CuePart[]): { text: string; part: CuePart; first: boolean }[] {
  return joinTornWords(parts).flatMap((part) => segmentWords(part.text).map((text, index) => ({ text, part, first: index === 0 })));
}

/** Puts together what markup tore apart: "unbe<i>lievable</i>" is one word. */
function joinTornWords(parts: readonly CuePart[]): CuePart[] {
  const joined: CuePart[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before && before.speaker === part.speaker && !part.newTurn) joined[joined.length - 1] = { ...before, text: before.text + part.text };
    else joined.push(part);
  }
  return joined;
}

/** How long a word takes, in letters; a CJK character is a syllable or two, and every word costs a little beside its letters. */
export const lengthOf = (text: string): number => text.length + (text.match(CJK)?.length ?? 0) + 1;
