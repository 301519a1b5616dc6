import type { Sentence, Transcript } from '@reels/contracts';
import { UserError } from '@reels/contracts';
import type { Cue } from './cue.js';
import { guessLanguage, isLanguageCode } from './language.js';
import { placeWords } from './placeWords.js';
import { parsePodcastJson } from './podcastJson.js';
import { splitIntoSentences, toSentence } from './sentences.js';
import { nameSpeakers } from './speakerPrefixes.js';
import { parseSubRip } from './subRip.js';
import { formatTimeStamp } from './timeStamps.js';
import { parseTranscriptJson } from './transcriptJson.js';
import { parseWebVtt } from './webVtt.js';

export interface ParseOptions {
  /** Length of the episode; times beyond it are refused. */
  durationMs?: number;
}

/** Twelve hours of captions are about 2 MB; anything far beyond is no transcript. */
const MOST_CHARACTERS = 50_000_000;
/** A last caption may hang on the screen after the sound has ended; its end is then cut. */
const HANG_MS = 5000;

/**
 * Reads a transcript that the user brought: SubRip, WebVTT, Podcasting 2.0 JSON or the project's own transcript.json,
 * told apart by their content. Given times are kept; words without times share those of their cue by length.
 * @param fileName for messages only
 * @throws UserError BAD_TRANSCRIPT (names the line and why), TRANSCRIPT_MISMATCH (times outside of the episode)
 */
export function parseTranscript(fileName: string, content: string, { durationMs }: ParseOptions = {}): Transcript {
  if (content.length > MOST_CHARACTERS) throw new UserError('BAD_TRANSCRIPT', `${fileName} is too large for a transcript.`);
  const transcript = readAny(fileName, content.replace(/^\ufeff/, ''));
  if (transcript.sentences.length === 0) throw new UserError('BAD_TRANSCRIPT', `${fileName} holds no words.`);
  return durationMs === undefined ? transcript : withinEpisode(transcript, durationMs);
}

function readAny(fileName: string, content: string): Transcript {
  if (!content.trim()) throw new UserError('BAD_TRANSCRIPT', `${fileName} is empty.`);
  if (/^\s*[[{]/.test(content)) return readJson(fileName, content);
  if (/^WEBVTT(?:\s|$)/.test(content)) {
    const { language, cues } = parseWebVtt(content);
    return fromCues(nameSpeakers(cues), language);
  }
  const cues = parseSubRip(content);
  if (cues.length === 0) throw new UserError('BAD_TRANSCRIPT', `${fileName}, line 1: neither "WEBVTT" nor JSON, and no line with times such as 00:00:01,000 --> 00:00:02,500.`);
  return fromCues(nameSpeakers(cues), null);
}

function readJson(fileName: string, content: string): Transcript {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new UserError('BAD_TRANSCRIPT', `${fileName} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const { segments, sentences, language } = (Array.isArray(value) ? { segments: value } : value) as Record<string, unknown>;
  if (Array.isArray(sentences)) {
    const transcript = parseTranscriptJson({ language, sentences });
    return transcript.language === 'und' ? { ...transcript, language: languageOf(transcript.sentences) } : transcript;
  }
  if (Array.isArray(segments)) return fromCues(parsePodcastJson(segments), isLanguageCode(language) ? language : null);
  throw new UserError('BAD_TRANSCRIPT', `${fileName} has neither "segments" (Podcasting 2.0) nor "sentences" (transcript.json).`);
}

function fromCues(cues: Cue[], statedLanguage: string | null): Transcript {
  const words = placeWords(cues);
  const language = statedLanguage ?? guessLanguage(words.slice(0, 4000).map((word) => word.text).join(' '));
  const sentences = splitIntoSentences(words, language)
    .filter((group) => group.some((word) => /[\p{L}\p{N}]/u.test(word.text)))
    .map((group) => toSentence(group, group.every((word) => word.given) ? 'given' : 'interpolated'));
  return { language, sentences };
}

const languageOf = (sentences: readonly Sentence[]): string => guessLanguage(sentences.slice(0, 300).map((sentence) => sentence.text).join(' '));

function withinEpisode(transcript: Transcript, durationMs: number): Transcript {
  const outside = transcript.sentences.find((sentence) => sentence.startMs >= durationMs || sentence.endMs > durationMs + HANG_MS);
  if (outside) {
    const time = (ms: number) => formatTimeStamp(ms, '.');
    throw new UserError('TRANSCRIPT_MISMATCH', `"${outside.text.slice(0, 60)}" ends at ${time(outside.endMs)}, the recording at ${time(durationMs)}.`);
  }
  const clip = <T extends { startMs: number; endMs: number }>(range: T): T => ({ ...range, startMs: Math.min(range.startMs, durationMs), endMs: Math.min(range.endMs, durationMs) });
  return {
    ...transcript,
    sentences: transcript.sentences.map((sentence) => (sentence.endMs > durationMs ? { ...clip(sentence), words: sentence.words.map(clip) } : sentence)),
  };
}
