import type { Range } from '@reels/contracts';
import type { SpeakerTurn, TimedWord } from '../../ports/index.js';

/** The words of one chunk, in the chunk's own time, and where the chunk lies in the episode. */
export interface TranscribedChunk {
  range: Range;
  words: readonly TimedWord[];
}

export type AttributedWord = TimedWord & { speaker: string | null };

/**
 * Joins the words of neighbouring chunks, in the time of the episode: in order, each of at least one millisecond,
 * none overlapping the next. Chunks do not overlap, so no word is doubled.
 */
export function assembleWords(chunks: readonly TranscribedChunk[]): TimedWord[] {
  let segments = 0;
  const words = chunks.flatMap(({ range, words }) => {
    const first = segments;
    segments += (words.at(-1)?.segment ?? -1) + 1;
    const place = (ms: number): number => Math.min(range.endMs, range.startMs + ms);
    return words.map((word) => ({ ...word, startMs: place(word.startMs), endMs: place(word.endMs), segment: first + word.segment }));
  });
  return inside(chunks.at(-1)?.range.endMs ?? 0, spaced(words));
}

/** Each word after the one before it. */
function spaced(words: readonly TimedWord[]): TimedWord[] {
  let earliest = 0;
  return words.map((word, i) => {
    const startMs = Math.max(earliest, word.startMs);
    const nextMs = words[i + 1]?.startMs ?? Infinity;
    const endMs = Math.max(startMs + 1, Math.min(word.endMs, nextMs));
    earliest = endMs;
    return { ...word, startMs, endMs };
  });
}

/** Words that are heard where the recording breaks off have room before its end, not after it. */
function inside(endMs: number, words: readonly TimedWord[]): TimedWord[] {
  let latest = endMs;
  return words.toReversed().map((word) => {
    const end = Math.min(word.endMs, latest);
    latest = Math.min(word.startMs, end - 1);
    return { ...word, startMs: latest, endMs: end };
  }).toReversed();
}

/** A word belongs to a turn that ends or begins so near to it. */
const NEAR_MS = 500;
/** Turns are told apart by windows of sound, words by their own times: a change of speaker may be moved to a sentence's end so near. */
const MOVE = { words: 4, ms: 1500 };
/** A stretch of so few words in the midst of somebody's sentence is a mistake of the ear. */
const INTERJECTION_WORDS = 2;

const SENTENCE_END = /[.!?…。！？]["'”’»)]*$/u;

/** Gives each word the speaker whose turn it falls into; null where nobody is known to speak. `null` turns: nobody is known. */
export function assignSpeakers(words: readonly TimedWord[], turns: readonly SpeakerTurn[] | null): AttributedWord[] {
  const speakers = words.map((word) => (turns ? speakerAt(word, turns) : null));
  moveToSentenceEnds(words, speakers);
  smooth(words, speakers);
  return words.map((word, i) => ({ ...word, speaker: speakers[i] ?? null }));
}

function speakerAt(word: Range, turns: readonly SpeakerTurn[]): string | null {
  let best: { speaker: string; nearness: number } | undefined;
  for (const turn of turns) {
    // Positive: milliseconds shared; negative: distance.
    const nearness = Math.min(word.endMs, turn.endMs) - Math.max(word.startMs, turn.startMs);
    if (nearness > -NEAR_MS && (!best || nearness > best.nearness)) best = { speaker: turn.speaker, nearness };
  }
  return best?.speaker ?? null;
}

/** Moves each change of speaker to the nearest sentence end, if there is one close by. */
function moveToSentenceEnds(words: readonly TimedWord[], speakers: (string | null)[]): void {
  for (let i = 1; i < words.length; i++) {
    const before = speakers[i - 1];
    const after = speakers[i];
    if (before === after || SENTENCE_END.test(words[i - 1]!.text)) continue;
    const target = nearestSentenceStart(words, speakers, i);
    if (target === undefined) continue;
    for (let k = target; k < i; k++) speakers[k] = after ?? null;
    for (let k = i; k < target; k++) speakers[k] = before ?? null;
    i = Math.max(i, target);
  }
}

/** The word nearest to a change of speaker that begins a sentence, without passing another change. */
function nearestSentenceStart(words: readonly TimedWord[], speakers: readonly (string | null)[], change: number): number | undefined {
  for (let distance = 1; distance <= MOVE.words; distance++) {
    for (const at of [change + distance, change - distance]) {
      const word = words[at];
      const last = words[at - 1];
      if (!word || !last || !SENTENCE_END.test(last.text)) continue;
      const near = Math.abs(word.startMs - words[change]!.startMs) <= MOVE.ms;
      const passed = speakers.slice(Math.min(at, change), Math.max(at, change));
      if (near && new Set(passed).size === 1) return at;
    }
  }
  return undefined;
}

/** Gives a word or two in the midst of another's sentence to the one who speaks around them. */
function smooth(words: readonly TimedWord[], speakers: (string | null)[]): void {
  for (let i = 1; i < words.length; i++) {
    const around = speakers[i - 1] ?? null;
    if (speakers[i] === around || SENTENCE_END.test(words[i - 1]!.text)) continue;
    let end = i;
    while (end < words.length && speakers[end] !== around && end - i <= INTERJECTION_WORDS) end++;
    const within = end < words.length && end - i <= INTERJECTION_WORDS && !words.slice(i, end).some(({ text }) => SENTENCE_END.test(text));
    if (within) for (let k = i; k < end; k++) speakers[k] = around;
  }
}
