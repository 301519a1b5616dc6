/** The words of a recording before they are looked for in the sound, made as the pipeline makes them, without its engine and its stores. */
import { join } from 'node:path';
import { extractChunk } from '@reels/media';
import { createSileroVad } from '../workflows/dist/providers/local/sileroVad.js';
import { createWhisperCpp, createWhisperLanguageDetector } from '../workflows/dist/providers/local/whisperCpp.js';
import { planChunks } from '../workflows/dist/activities/transcribe/plan.js';

/**
 * Gives `recognize({audioFile, durationMs, folder, language?})` for the FLAC that ingest makes: where somebody speaks, the language,
 * and each chunk's range, sound and words in the chunk's own time. Its files lie in the folder.
 */
export async function createRecognizer({ media, cliPath, modelPath, vadPath, threads }) {
  const whisper = { cliPath, modelPath, threads };
  const transcriber = await createWhisperCpp(whisper);
  const languages = await createWhisperLanguageDetector(whisper);
  const vad = createSileroVad({ modelPath: vadPath });

  return async function recognize({ audioFile, durationMs, folder, language: given }) {
    const wavFile = join(folder, 'audio.wav');
    await extractChunk(media, audioFile, { startMs: 0, endMs: durationMs }, wavFile);
    const speech = await vad.detect({ wavFile });
    const language = given ?? (await languages.detect({ wavFile, speech })).language;
    const chunks = [];
    for (const [index, range] of planChunks(speech, durationMs).entries()) {
      const chunkFile = join(folder, `chunk-${index}.wav`);
      await extractChunk(media, audioFile, range, chunkFile);
      const { words } = await transcriber.transcribe({ wavFile: chunkFile, speech: inside(speech, range), language });
      chunks.push({ range, wavFile: chunkFile, words });
    }
    return { wavFile, speech, language, chunks };
  };
}

/** The speech inside a chunk, in the chunk's own time. */
const inside = (speech, range) =>
  speech
    .map(({ startMs, endMs }) => ({ startMs: Math.max(startMs, range.startMs) - range.startMs, endMs: Math.min(endMs, range.endMs) - range.startMs }))
    .filter(({ startMs, endMs }) => endMs > startMs);
