import type { Settings } from '@reels/platform';
import type { Deps } from '../activities/deps.js';
import { createSileroVad } from '../providers/local/sileroVad.js';
import { createWhisperCpp, createWhisperLanguageDetector } from '../providers/local/whisperCpp.js';

/** The providers of speech: local ones, with no key. A model whose setting is empty belongs to a worker that does not transcribe. */
export async function createSpeech(settings: Settings<'worker'>): Promise<Pick<Deps, 'voiceActivity' | 'languageDetector' | 'transcriber' | 'aligner' | 'diarizer'>> {
  throw new Error('Not yet');
}
