import { UserError } from '@reels/contracts';
import OpenAI, { APIError, toFile } from 'openai';
import type { TranscriptionVerbose } from 'openai/resources/audio/transcriptions';
import type { Transcriber } from '../../ports/index.js';
import { readCondensed } from '../local/condense.js';
import { encodeWav } from '../local/wav.js';
import { dropInvented } from '../local/whisperFilter.js';
import { fromWhisperLanguage, toWhisperLanguage } from '../local/whisperLanguages.js';
import { wordsFromAnswer } from './answerWords.js';

export interface OpenAiSettings {
  apiKey: string;
  /** Address of the API or of a service that speaks it; left out: OpenAI's own. */
  baseUrl?: string;
}

/** The only model of the API that tells when each word is said. https://platform.openai.com/docs/guides/speech-to-text */
const MODEL = 'whisper-1';
/** Of the sound that is sent. https://platform.openai.com/docs/pricing, 2026-11 */
const MICRO_USD_A_MINUTE = 6_000;
/** Changes when the rules below change what comes out. */
const RULES = 'r1';

/** Speech to text by OpenAI's API. Only what is speech is sent. The client itself tries twice again where the service is busy. */
export function createOpenAiTranscriber({ apiKey, baseUrl }: OpenAiSettings): Transcriber {
  const client = new OpenAI({ apiKey, baseURL: baseUrl });
  return {
    name: 'openai',
    version: `${MODEL} ${RULES}`,

    async transcribe({ wavFile, speech, language, signal, onProgress }) {
      const code = toWhisperLanguage(language);
      if (!code) throw new UserError('PROVIDER_FAILED', `The speech model does not know the language "${language}".`);
      if (speech.length === 0) return { words: [], language, costMicroUsd: 0 };
      const { samples, durationMs, toOriginal } = await readCondensed(wavFile, speech);
      const answer = await ask(client, encodeWav(samples), code === 'auto' ? undefined : code, signal);
      onProgress?.(1);
      const words = wordsFromAnswer(answer).map((word) => {
        const startMs = toOriginal(word.startMs, 'start');
        return { ...word, startMs, endMs: Math.max(startMs + 1, toOriginal(word.endMs, 'end')) };
      });
      return {
        words: dropInvented(words, speech),
        language: language === 'und' ? fromWhisperLanguage(languageCode(answer.language)) : language,
        costMicroUsd: Math.ceil((durationMs / 60_000) * MICRO_USD_A_MINUTE),
      };
    },
  };
}

async function ask(client: OpenAI, wav: Buffer, language: string | undefined, signal: AbortSignal | undefined): Promise<TranscriptionVerbose> {
  try {
    return await client.audio.transcriptions.create(
      { file: await toFile(wav, 'speech.wav'), model: MODEL, language, response_format: 'verbose_json', timestamp_granularities: ['word', 'segment'] },
      { signal },
    );
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof APIError) throw new UserError('PROVIDER_FAILED', `OpenAI refused the recording: ${error.message}`);
    throw error;
  }
}

/** The API names a language in English ("english"); the code is what `Intl` calls by that name. */
function languageCode(name: string): string {
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  const known = Intl.getCanonicalLocales(LANGUAGE_CODES).find((code) => names.of(code)?.toLowerCase() === name.toLowerCase());
  return known ?? 'und';
}

/** Two-letter codes; those that `Intl` has no name for are answered as they are and match nothing. */
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const LANGUAGE_CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
