import type { Sentence, Transcript } from '@reels/contracts';
import type { KeepOut } from './keepOut.js';
import { findKeptOut } from './keepOut.js';
import type { Language } from './languages/index.js';
import { languageOf } from './languages/index.js';
import { findHost, isQuestion } from './roles.js';
import { isLong, plainQuotes, tokensOf } from './tokens.js';
import { topicShifts } from './topics.js';
import type { VoiceSignals } from './voice.js';

/** A sentence with everything that rules and signals ask about it. */
export interface Line {
  sentence: Sentence;
  /** The text with straight quotes. */
  plain: string;
  tokens: readonly string[];
  /** Long words that mean something. */
  content: readonly string[];
  isQuestion: boolean;
  /** By the interviewer, where one is known. */
  byHost: boolean;
  /** First sentence of a turn; turns that begin with a word of assent begin after it. */
  opensTurn: boolean;
  closesTurn: boolean;
  keptOut: KeepOut | null;
  /** Silence after it; null after the last sentence of an episode of unknown length. */
  pauseAfterMs: number | null;
  /** Somebody speaks across its start, or its end. */
  overlapsBefore: boolean;
  overlapsAfter: boolean;
  /** Ends with a full stop or the like. */
  isComplete: boolean;
  /** Stands on its own as an opening; null where the language has no lists to tell. */
  opensOnItsOwn: boolean | null;
  /** The interviewer, or whoever where nobody is one, turns to another subject with it. */
  opensSubject: boolean;
  /** How much the subject changes before it, 0..1. */
  topicShift: number;
  levelDb: number | null;
}

/** A transcript as the selection reads it. */
export interface Episode {
  language: Language;
  host: string | null;
  lines: readonly Line[];
  /** Whether sentences end with punctuation; else they were told by pauses. */
  isPunctuated: boolean;
}

/** Assent this short before the matter itself does not count as the turn's opening. */
const ASSENT_WORDS = 4;

/** Reads a transcript once; linear in its length. */
export function readEpisode({ sentences, language: code }: Transcript, options: { durationMs?: number; voice?: VoiceSignals }): Episode {
  const language = languageOf({ sentences, language: code });
  const plain = sentences.map((sentence) => plainQuotes(sentence.text));
  const tokens = plain.map(tokensOf);
  const content = tokens.map((words) => words.filter((word) => isLong(word) && !language.stopWords.has(word)));
  const host = findHost(sentences);
  const keptOut = findKeptOut(sentences, plain, host, language);
  const shifts = topicShifts(content);
  let spokenUntilMs = 0;
  let opensTurn = true;
  const lines = sentences.map((sentence, index): Line => {
    const next = sentences[index + 1];
    const overlapsBefore = spokenUntilMs > sentence.startMs;
    spokenUntilMs = Math.max(spokenUntilMs, sentence.endMs);
    const closesTurn = next === undefined || next.speaker !== sentence.speaker;
    const nextMs = next?.startMs ?? options.durationMs ?? null;
    const opensSubject = (host === null || sentence.speaker === host) && (language.newSubject?.test(plain[index] ?? '') ?? false);
    const line: Line = {
      sentence,
      plain: plain[index] ?? '',
      tokens: tokens[index] ?? [],
      content: content[index] ?? [],
      isQuestion: isQuestion(sentence.text),
      byHost: host !== null && sentence.speaker === host,
      opensTurn,
      closesTurn,
      keptOut: keptOut[index] ?? null,
      pauseAfterMs: nextMs === null ? null : nextMs - spokenUntilMs,
      overlapsBefore,
      overlapsAfter: spokenUntilMs > sentence.endMs || (next !== undefined && next.startMs < sentence.endMs),
      isComplete: /[\p{Sentence_Terminal}…\u037e;]["'”’»)\]」』]*$/u.test(sentence.text.slice(-20)) && !/(?:--|[-–—])["'”’»)\]]*$/u.test(sentence.text.slice(-20)),
      opensOnItsOwn: isBriefReply(sentence, sentences[index - 1]) ? false : standsAlone(plain[index] ?? '', language),
      opensSubject,
      topicShift: shifts[index] ?? 0,
      levelDb: options.voice?.[index]?.levelDb ?? null,
    };
    const isAssent = line.opensTurn && !line.closesTurn && line.tokens.length <= ASSENT_WORDS && line.opensOnItsOwn === false;
    opensTurn = sentence.speaker !== null && (closesTurn || isAssent);
    return line;
  });
  const complete = lines.filter((line) => line.isComplete).length;
  return { language, host, lines, isPunctuated: complete * 2 > lines.length };
}

/** "Patience, mostly." is nothing without the question, and "Why?" nothing without what it asks about. */
const BRIEF_WORDS = 3;
function isBriefReply(sentence: Sentence, before: Sentence | undefined): boolean {
  return sentence.words.length <= BRIEF_WORDS && before !== undefined && (isQuestion(before.text) || isQuestion(sentence.text));
}

function standsAlone(plain: string, { fillers, leaning }: Language): boolean | null {
  if (!leaning) return null;
  const opening = plain.replace(/^[^\p{L}\p{N}]+/u, '');
  return !leaning.test(opening) && !leaning.test(fillers ? opening.replace(fillers, '') : opening);
}
