import type { Sentence, Transcript, Word, WordTiming } from '@reels/contracts';
import { UserError } from '@reels/contracts';
import { cleanText } from './cueText.js';
import { isLanguageCode } from './language.js';
import { placeWords } from './placeWords.js';
import { toSentence } from './sentences.js';
import { segmentWords } from './words.js';

const TIMINGS: readonly WordTiming[] = ['aligned', 'recognized', 'given', 'interpolated'];

/**
 * Reads the project's own transcript.json; docs/reels.schema.json tells its form.
 * @throws UserError BAD_TRANSCRIPT naming the sentence and word
 */
export function parseTranscriptJson(value: { language?: unknown; sentences: readonly unknown[] }): Transcript {
  const sentences = value.sentences.flatMap((sentence, index) => parseSentence(sentence, `Sentence ${index + 1}`));
  return {
    language: isLanguageCode(value.language) ? value.language : 'und',
    sentences: sentences.sort((a, b) => a.startMs - b.startMs),
  };
}

function parseSentence(value: unknown, where: string): Sentence[] {
  const { speaker, text, words, timing } = asRecord(value, where);
  const range = parseRange(value, where);
  const name = typeof speaker === 'string' ? cleanText(speaker).trim() || null : null;
  if (Array.isArray(words) && words.length > 0) {
    const parsed = words.flatMap((word, index) => parseWord(word, `${where}, word ${index + 1}`));
    if (parsed.length === 0) return [];
    const known = TIMINGS.find((candidate) => candidate === timing) ?? 'given';
    return [{ ...toSentence(parsed.map((word) => ({ ...word, speaker: name })), known), ...range }];
  }
  if (typeof text !== 'string') throw new UserError('BAD_TRANSCRIPT', `${where} has neither "words" nor "text".`);
  const cue = { line: 0, ...range, parts: [{ text: cleanText(text), speaker: name, newTurn: false, startMs: null }] };
  const placed = placeWords([cue]);
  return placed.length > 0 ? [{ ...toSentence(placed, 'interpolated'), ...range }] : [];
}

function parseWord(value: unknown, where: string): Word[] {
  const { text, confidence } = asRecord(value, where);
  if (typeof text !== 'string') throw new UserError('BAD_TRANSCRIPT', `${where}: "text" is not a text.`);
  const joined = segmentWords(cleanText(text)).join('');
  const sure = typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : 1;
  return joined ? [{ text: joined, ...parseRange(value, where), confidence: sure }] : [];
}

function parseRange(value: unknown, where: string): { startMs: number; endMs: number } {
  const { startMs, endMs } = asRecord(value, where);
  const isTime = (time: unknown): time is number => typeof time === 'number' && Number.isFinite(time) && time >= 0;
  if (!isTime(startMs) || !isTime(endMs) || endMs < startMs) {
    throw new UserError('BAD_TRANSCRIPT', `${where}: "startMs" and "endMs" are not two times in milliseconds, the second not before the first.`);
  }
  return { startMs: Math.round(startMs), endMs: Math.round(endMs) };
}

function asRecord(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new UserError('BAD_TRANSCRIPT', `${where} is not an object.`);
  return value as Record<string, unknown>;
}
