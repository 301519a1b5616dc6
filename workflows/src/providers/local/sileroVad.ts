import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { UserError } from '@reels/contracts';
import type { Range } from '@reels/contracts';
import sherpa from 'sherpa-onnx-node';
import type { VoiceActivityDetector } from '../../ports/index.js';
import { SAMPLE_RATE, WavFile, samplesToMs } from './wav.js';

/** Silero's window at 16 kHz. */
const WINDOW = 512;
/** Samples between two breaths of the event loop: ten seconds of sound, some 40 ms of work. */
const BLOCK = WINDOW * 312;

export interface SileroVadSettings {
  modelPath: string;
  /**
   * Probability from which a window counts as speech, 0..1. Lower ones take jingles and noise for speech, over which the recognizer
   * invents words and the diarizer hears strangers.
   */
  threshold?: number;
}

/** Voice activity by Silero VAD in sherpa-onnx; 0.004 of real time on one core. */
export function createSileroVad({ modelPath, threshold = 0.5 }: SileroVadSettings): VoiceActivityDetector {
  return {
    name: 'silero-vad',
    version: `${basename(modelPath, '.onnx')} ${threshold}`,

    async detect({ wavFile, signal, onProgress }) {
      // Without its model the library only complains on stderr and then hears nothing.
      if (!existsSync(modelPath)) throw new UserError('PROVIDER_FAILED', `The voice activity model ${modelPath} is missing.`);
      const wav = await WavFile.open(wavFile);
      try {
        const vad = new sherpa.Vad(
          {
            sileroVad: { model: modelPath, threshold, minSilenceDuration: 0.2, minSpeechDuration: 0.1, maxSpeechDuration: 30, windowSize: WINDOW },
            sampleRate: SAMPLE_RATE,
            numThreads: 1,
          },
          60,
        );
        const speech: Range[] = [];
        const collect = (): void => {
          for (; !vad.isEmpty(); vad.pop()) {
            const { start, samples } = vad.front(false);
            append(speech, { startMs: samplesToMs(start), endMs: Math.min(wav.durationMs, samplesToMs(start + samples.length)) });
          }
        };
        for (let position = 0; position < wav.length; position += BLOCK) {
          signal?.throwIfAborted();
          const block = await wav.read(position, BLOCK);
          for (let i = 0; i < BLOCK; i += WINDOW) vad.acceptWaveform(block.subarray(i, i + WINDOW));
          collect();
          onProgress?.(Math.min(1, (position + BLOCK) / wav.length));
          await breathe();
        }
        vad.flush();
        collect();
        return speech;
      } finally {
        await wav.close();
      }
    },
  };
}

/** Long speech comes in pieces of `maxSpeechDuration` that touch: they are one stretch. */
function append(speech: Range[], range: Range): void {
  const last = speech.at(-1);
  if (last && range.startMs <= last.endMs) last.endMs = Math.max(last.endMs, range.endMs);
  else if (range.endMs > range.startMs) speech.push(range);
}
