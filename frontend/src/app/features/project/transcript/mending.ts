import { followSentence } from '../../../core/transcript/followSentence';
import type { SentenceFragment } from '../../../core/api/generated/operations';

/** A sentence that is open in the editor, and what is typed there. */
export interface Mending {
  /** As it was read last. */
  was: SentenceFragment;
  /** Its place in the transcript; the last that it had, when it is gone. */
  place: number;
  text: string;
  /** Undefined: nobody else was chosen. */
  speaker: string | null | undefined;
  /** What is selected in its text at first: the word that was meant. */
  selection: { start: number; end: number };
  /** What became of it elsewhere: it says something else, or was taken out. */
  elsewhere: 'changed' | 'gone' | null;
}

const AT_THE_END = { start: 0, end: 0 };

/** @param selection nothing: the caret stands at the end */
export function openSentence(was: SentenceFragment, place: number, selection = AT_THE_END): Mending {
  return { was, place, text: was.text, speaker: undefined, selection, elsewhere: null };
}

/**
 * What is being mended, in a transcript that was read anew: it stays with its sentence, wherever that stands now, and keeps what was
 * typed. @returns null where the sentence is gone and nothing was typed
 */
export function carryOver(mending: Mending, sentences: readonly SentenceFragment[]): Mending | null {
  const { was, text } = mending;
  const isTyped = text !== was.text;
  const place = followSentence(was, mending.place, sentences);
  const now = place === null ? null : sentences[place];
  if (place === null || !now) return isTyped ? { ...mending, elsewhere: 'gone' } : null;
  const carried = { ...mending, was: now, place, selection: AT_THE_END };
  if (now.text === was.text) return carried;
  return isTyped ? { ...carried, elsewhere: 'changed' } : { ...carried, text: now.text };
}
