import type { Range, Sentence, Word, WordTiming } from '@reels/contracts';
import { lengthOf } from './placeWords.js';
import { sentenceEnds } from './sentenceEnds.js';
import { toSentence } from './sentences.js';
import { typedWords } from './typedWords.js';
import { diffWords } from './wordDiff.js';
import type { Hunk } from './wordDiff.js';

export interface MendOptions {
  /** BCP 47 code, for abbreviations; "und" where it is not known. */
  language: string;
  /** The time that no other sentence takes: words added at the sentence's edges may use it. The sentence's own times unless given. */
  room?: Range;
  /** The new speaker; left out: as before. */
  speaker?: string | null;
}

/** A word of the new text; `from`: which word of the old one it is, where nothing was typed. */
interface MendedWord extends Word {
  from: number | null;
  /** Its times are nobody's measurement, but a share of a gap. */
  shared: boolean;
}

/**
 * A sentence with another text. Words that stay keep their times and their confidence; one that takes another's place keeps its
 * times; where several take the place of several others they share their times by length, and added ones share the gap that they
 * stand in. Whatever was typed has confidence 1. A sentence with shared times says so: its timing is `interpolated`.
 * @returns one sentence; several where full stops were typed into it; none for a text without words
 */
export function mendSentence(sentence: Sentence, text: string, { language, room, speaker = sentence.speaker }: MendOptions): Sentence[] {
  const texts = typedWords(text, sentence.words);
  const before = sentence.words.map((word) => word.text);
  const words = place(diffWords(before, texts), texts, sentence, within(room ?? sentence, sentence));
  return splitAtTypedStops(words, language).map((group) => {
    const timing: WordTiming = group.some(({ shared }) => shared) ? 'interpolated' : sentence.timing;
    return withEdgesOf(sentence, toSentence(group.map((word) => ({ ...word, speaker })), timing));
  });
}

/** A given sentence may begin before its first word and end after its last: it does so still where those words stay. */
function withEdgesOf(sentence: Sentence, mended: Sentence): Sentence {
  const [first, last] = [sentence.words[0], sentence.words.at(-1)];
  const startMs = mended.words[0]?.startMs === first?.startMs ? sentence.startMs : mended.startMs;
  const endMs = mended.words.at(-1)?.endMs === last?.endMs ? sentence.endMs : mended.endMs;
  return { ...mended, startMs, endMs };
}

/** Room never ends inside the sentence itself. */
const within = (room: Range, { startMs, endMs }: Range): Range => ({ startMs: Math.min(room.startMs, startMs), endMs: Math.max(room.endMs, endMs) });

function place(hunks: readonly Hunk[], texts: readonly string[], { words }: Sentence, room: Range): MendedWord[] {
  return hunks.flatMap((hunk): MendedWord[] => {
    const old = words.slice(hunk.old.from, hunk.old.to);
    const typed = texts.slice(hunk.new.from, hunk.new.to);
    if (old.length === typed.length) return typed.map((text, index) => keepTimes(text, old[index] as Word, hunk.old.from + index));
    const before = words[hunk.old.from - 1];
    const after = words[hunk.old.to];
    return share(typed, old.length > 0 ? spanOf(old) : gapFor(typed, before, after, room));
  });
}

function keepTimes(text: string, old: Word, index: number): MendedWord {
  const typed = text !== old.text;
  return { ...old, text, confidence: typed ? 1 : old.confidence, from: typed ? null : index, shared: false };
}

const spanOf = (words: readonly Word[]): Range => ({ startMs: words[0]?.startMs ?? 0, endMs: Math.max(...words.map(({ endMs }) => endMs)) });

/** Speech takes about this long for each letter (16 letters a second). */
const MS_PER_LETTER = 62;

/** Where added words go: between their neighbours; at the sentence's edges close to their neighbour, for as long as they take to say. */
function gapFor(texts: readonly string[], before: Word | undefined, after: Word | undefined, room: Range): Range {
  const neededMs = texts.reduce((sum, text) => sum + lengthOf(text) * MS_PER_LETTER, 0);
  if (before && after) return { startMs: before.endMs, endMs: Math.max(before.endMs, after.startMs) };
  if (after) return { startMs: Math.max(room.startMs, after.startMs - neededMs), endMs: after.startMs };
  if (before) return { startMs: before.endMs, endMs: Math.max(before.endMs, Math.min(room.endMs, before.endMs + neededMs)) };
  return room;
}

function share(texts: readonly string[], { startMs, endMs }: Range): MendedWord[] {
  const total = texts.reduce((sum, text) => sum + lengthOf(text), 0);
  const at = (length: number) => startMs + Math.round(((endMs - startMs) * length) / total);
  let passed = 0;
  return texts.map((text) => {
    const from = passed;
    passed += lengthOf(text);
    return { text, startMs: at(from), endMs: at(passed), confidence: 1, from: null, shared: true };
  });
}

const STOPPED = /[\p{Sentence_Terminal}…\u037e;][\p{Pe}\p{Pf}"'”’»)]*$/u;

/** Sentences end where a stop was typed; words that were one sentence before and stand together as they did stay one. */
function splitAtTypedStops(words: readonly MendedWord[], language: string): MendedWord[][] {
  const groups: MendedWord[][] = [];
  let begin = 0;
  for (const end of words.length > 0 ? sentenceEnds(words, language) : []) {
    const last = words[end - 1];
    const next = words[end];
    const stoodTogether = last && next && last.from !== null && next.from === last.from + 1;
    if (next && (stoodTogether || !STOPPED.test(last?.text.slice(-20) ?? ''))) continue;
    groups.push(words.slice(begin, end));
    begin = end;
  }
  return groups;
}
