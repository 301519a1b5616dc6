import type { Range, Sentence, Transcript } from '@reels/contracts';
import { cleanText } from './cueText.js';
import { mendSentence } from './mendSentence.js';
import { typedWords } from './typedWords.js';

/** What is changed about one sentence; what is left out stays. */
export interface SentenceEdit {
  /** Its place in the transcript, from 0. */
  index: number;
  /** Empty: the sentence is taken out. */
  text?: string | null;
  /** Null: nobody knows who speaks. */
  speaker?: string | null;
}

export interface TranscriptEdit {
  sentences: readonly SentenceEdit[];
  /** Gives everything that one speaker says to another name. */
  renameSpeaker?: { from: string; to: string } | null;
}

/**
 * A transcript as a person mended it, with a few words that tell what was changed.
 * @param edit of sentences that exist, each named once
 * @returns null where nothing is changed by it
 */
export function editTranscript(transcript: Transcript, { sentences: edits, renameSpeaker }: TranscriptEdit): { sentences: Sentence[]; summary: string } | null {
  const editOf = new Map(edits.map((edit) => [edit.index, edit]));
  const changes: string[] = [];
  const sentences = transcript.sentences.flatMap((sentence, index) => {
    const edit = editOf.get(index);
    const change = edit && changeOf(sentence, edit);
    if (!edit || !change) return [sentence];
    changes.push(change);
    const speaker = edit.speaker === undefined ? sentence.speaker : nameOf(edit.speaker);
    if (edit.text == null) return [{ ...sentence, speaker }];
    return mendSentence(sentence, edit.text, { language: transcript.language, speaker, room: roomOf(transcript.sentences, index) });
  });
  const renamed = renameSpeaker ? rename(sentences, renameSpeaker) : null;
  if (renamed) changes.push(`${renameSpeaker?.from} is ${renameSpeaker?.to}`);
  const [first, ...others] = changes;
  if (first === undefined) return null;
  return { sentences: renamed ?? sentences, summary: others.length === 0 ? first : `${first}, and ${others.length} more` };
}

/** What an edit changes about a sentence, in a few words; null: nothing. */
function changeOf(sentence: Sentence, { text, speaker }: SentenceEdit): string | null {
  if (text != null) {
    const before = sentence.words.map((word) => word.text);
    const after = typedWords(text, sentence.words);
    if (after.length === 0) return `Took out “${quote(before)}”`;
    if (before.join('\n') !== after.join('\n')) return describe(before, after);
  }
  if (speaker === undefined || nameOf(speaker) === sentence.speaker) return null;
  return `“${quote(sentence.words.map((word) => word.text))}” is said by ${nameOf(speaker) ?? 'nobody known'}`;
}

/** The words between the first and the last that differ. */
function describe(before: readonly string[], after: readonly string[]): string {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const old = quote(before.slice(head, before.length - tail));
  const typed = quote(after.slice(head, after.length - tail));
  if (!old) return `Added “${typed}”`;
  return typed ? `“${old}” to “${typed}”` : `Took out “${old}”`;
}

const LONGEST_QUOTE = 40;

function quote(words: readonly string[]): string {
  const text = words.join(' ');
  if (text.length <= LONGEST_QUOTE) return text;
  const begun = Array.from(text).slice(0, LONGEST_QUOTE).join('');
  // Where words are that long, inside of one.
  return `${begun.replace(/\s+\S*$/, '').trimEnd() || begun} …`;
}

const nameOf = (speaker: string | null): string | null => cleanText(speaker ?? '').trim() || null;

function rename(sentences: readonly Sentence[], { from, to }: { from: string; to: string }): Sentence[] | null {
  const name = nameOf(to);
  if (from === name || !sentences.some(({ speaker }) => speaker === from)) return null;
  return sentences.map((sentence) => (sentence.speaker === from ? { ...sentence, speaker: name } : sentence));
}

/** The time between the end of what was said before a sentence and the beginning of the next. */
function roomOf(sentences: readonly Sentence[], index: number): Range {
  const { startMs, endMs } = sentences[index] as Sentence;
  return { startMs: sentences[index - 1]?.endMs ?? Math.max(0, startMs - 1000), endMs: sentences[index + 1]?.startMs ?? endMs };
}
