import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import createModule from 'soundswallower';
import type { Decoder } from 'soundswallower';
import type { RecognizedWord, TimedWord } from '../../ports/index.js';
import { alignWords } from './forcedAlignment.js';
import type { TokenAligner } from './forcedAlignment.js';
import { guessPronunciation } from './pronunciation.js';
import type { Voice } from './pronunciation.js';
import { SAMPLE_RATE, WavFile } from './wav.js';

/** What the thread is started with. */
export interface AlignmentTask {
  wavFile: string;
  words: RecognizedWord[];
  voice: Voice;
}

/** What it says: its progress, then the words. */
export type AlignmentMessage = { fraction: number } | { words: TimedWord[] };

/** Opens PocketSphinx compiled to WebAssembly, with the models that its package brings. */
export async function openDecoder({ model }: Voice): Promise<Decoder> {
  const models = join(dirname(createRequire(import.meta.url).resolve('soundswallower')), 'model/');
  const module = await createModule({ modelBase: models, defaultModel: model } as Parameters<typeof createModule>[0]);
  const decoder = new module.Decoder({
    loglevel: 'FATAL',
    samprate: SAMPLE_RATE,
    // Wide beams: a window is short, and a path that is pruned early is a window lost.
    beam: 1e-150,
    wbeam: 1e-150,
    pbeam: 1e-150,
    // People pause between words, and breathe: by default the decoder thinks that they hardly ever do.
    silprob: 0.5,
    fillprob: 0.1,
  });
  await decoder.initialize();
  return decoder;
}

/** Aligns with a decoder, teaching it the words that it lacks. */
export function createTokenAligner(decoder: Decoder, voice: Voice): TokenAligner {
  const known = new Map<string, string>();
  /** The decoder's own spelling of a token; guessed words get a prefix, lest they change a word of the dictionary. */
  const entryFor = (token: string): string => {
    const word = token.toLowerCase();
    const entry = known.get(token) ?? (voice.dictionary && decoder.lookup_word(word) !== null ? word : `zz_${token.replaceAll("'", '-')}`);
    if (!known.has(token)) {
      if (entry !== word) decoder.add_words([entry, guessPronunciation(token, voice)]);
      known.set(token, entry);
    }
    return entry;
  };
  return {
    align(tokens, samples) {
      const text = tokens.map(entryFor).join(' ');
      try {
        decoder.set_align_text(text);
        decoder.start();
        decoder.process_audio(samples, false, true);
        decoder.stop();
        const found = (decoder.get_alignment().w ?? []).filter(({ t }) => !FILLER.test(t));
        return found.length === tokens.length ? found.map(({ b, d }) => ({ start: b, end: b + d })) : null;
      } catch {
        // The words do not fit the sound. The decoder must be told to stop before it can be used again.
        try {
          decoder.stop();
        } catch {
          // It had not started.
        }
        return null;
      }
    },
  };
}

/** "<sil>", "[NOISE]", "++breath++" */
const FILLER = /^[<[(+]/;

async function run({ wavFile, words, voice }: AlignmentTask, tell: (message: AlignmentMessage) => void): Promise<void> {
  const decoder = await openDecoder(voice);
  const wav = await WavFile.open(wavFile);
  try {
    const aligner = createTokenAligner(decoder, voice);
    tell({ words: await alignWords(words, wav, aligner, voice, (fraction) => tell({ fraction })) });
  } finally {
    await wav.close();
  }
}

if (parentPort) {
  const port = parentPort;
  await run(workerData as AlignmentTask, (message) => port.postMessage(message));
}
