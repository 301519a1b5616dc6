import { Worker } from 'node:worker_threads';
import { UserError } from '@reels/contracts';
import type { Aligner, CallOptions, TimedWord } from '../../ports/index.js';
import { voiceFor } from './pronunciation.js';
import type { AlignmentMessage, AlignmentTask } from './soundswallowerThread.js';

/** Changes when the rules or the constants of the alignment change what comes out. */
const RULES = 'r1';

/**
 * Forced alignment by SoundSwallower (PocketSphinx in WebAssembly), in a thread, since its calls are synchronous.
 * English and French by their dictionaries, other languages in Latin script by letter rules; the rest keeps the
 * recognizer's times.
 */
export function createSoundSwallower(): Aligner {
  return {
    name: 'soundswallower',
    version: `0.6.3 ${RULES}`,

    supports: (language) => voiceFor(language) !== null,

    async align({ wavFile, words, language, signal, onProgress }) {
      const voice = voiceFor(language);
      if (!voice) {
        const why = `Words in "${language}" cannot be looked for in the sound: their times are the recognizer's own.`;
        return { words: words.map((word): TimedWord => ({ ...word, timing: 'recognized' })), timing: 'recognized', why };
      }
      if (words.length === 0) return { words: [], timing: 'aligned' };
      return { words: await inThread({ wavFile, words, voice }, { signal, onProgress }), timing: 'aligned' };
    },
  };
}

/** Threads run compiled code, so this one is looked for beside this file's compiled form. */
const THREAD = new URL('./soundswallowerThread.js', import.meta.url);

function inThread(task: AlignmentTask, { signal, onProgress }: CallOptions): Promise<TimedWord[]> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const thread = new Worker(THREAD, { workerData: task });
    const stop = (): void => void thread.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    let words: TimedWord[] | undefined;
    thread.on('message', (message: AlignmentMessage) => {
      if ('words' in message) words = message.words;
      else onProgress?.(message.fraction);
    });
    thread.on('error', (error) => reject(new UserError('PROVIDER_FAILED', `The aligner broke: ${error.message}.`)));
    thread.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      if (words) resolve(words);
      else reject(signal?.aborted ? signal.reason : new UserError('PROVIDER_FAILED', 'The aligner ended without an answer.'));
    });
  });
}
