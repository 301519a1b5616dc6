import type { Settings } from '@reels/platform';
import { createGe2eDiarizer } from '../providers/local/ge2eDiarizer.js';
import { createSileroVad } from '../providers/local/sileroVad.js';
import { createSoundSwallower } from '../providers/local/soundswallower.js';
import { createWhisperCpp, createWhisperLanguageDetector } from '../providers/local/whisperCpp.js';
import { createOpenAiTranscriber } from '../providers/openai/openaiTranscriber.js';
import type { Speech } from './registry.js';

/** The providers of speech: local models, with no key, unless the settings name another recognizer. Throws when a model that is needed has no path. */
export async function createSpeech(settings: Settings<'worker'>): Promise<Speech> {
  const { WHISPER_CLI_PATH: cliPath, WHISPER_MODEL_PATH: modelPath, VAD_MODEL_PATH: vadPath, SPEAKER_MODEL_PATH: speakerPath, TRANSCRIBE_THREADS: threads } = settings;
  if (!modelPath || !vadPath) throw new Error('A worker that transcribes needs WHISPER_MODEL_PATH and VAD_MODEL_PATH.');
  const whisper = { cliPath, modelPath, threads };
  return {
    voiceActivity: createSileroVad({ modelPath: vadPath }),
    languageDetector: await createWhisperLanguageDetector(whisper),
    transcriber: settings.TRANSCRIBER === 'openai' && settings.OPENAI_API_KEY ? createOpenAiTranscriber({ apiKey: settings.OPENAI_API_KEY, baseUrl: settings.OPENAI_BASE_URL }) : await createWhisperCpp(whisper),
    aligner: createSoundSwallower(),
    diarizer: speakerPath ? createGe2eDiarizer({ modelPath: speakerPath }) : null,
  };
}
