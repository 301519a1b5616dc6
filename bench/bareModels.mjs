/**
 * `node bench/bareModels.mjs aligner|speakers HEARD.json`: the models that a job runs beside the recognizer, by themselves, in as
 * little code as they take: what they cost whoever uses them. HEARD.json is what `recognize` gives, and `speakerModel`.
 */
import { readFile } from 'node:fs/promises';
import { openDecoder } from '../workflows/dist/providers/local/soundswallowerThread.js';
import { SAMPLE_RATE, WavFile, msToSamples } from '../workflows/dist/providers/local/wav.js';

/** The recognizer's segments, one after the other, each with a quarter of a second of sound around it; words without a pronunciation are left out. */
async function align({ chunks }) {
  const decoder = await openDecoder({ model: 'en-us' });
  for (const { wavFile, words } of chunks) {
    const wav = await WavFile.open(wavFile);
    for (const segment of bySegment(words)) {
      const text = segment.map((word) => word.text.toLowerCase().replace(/^[^a-z']+|[^a-z']+$/g, '')).filter((word) => word && decoder.lookup_word(word) !== null);
      const first = msToSamples(segment[0].startMs - 250);
      const samples = await wav.read(first, msToSamples(segment.at(-1).endMs + 250) - first);
      try {
        decoder.set_align_text(text.join(' '));
        decoder.start();
        decoder.process_audio(samples, false, true);
      } finally {
        decoder.stop();
      }
      decoder.get_alignment();
    }
    await wav.close();
  }
}

const bySegment = (words) => [...new Set(words.map(({ segment }) => segment))].map((segment) => words.filter((word) => word.segment === segment));

/** 1.6 s of speech every 0.8 s, 32 at a time, on one thread. */
async function embed({ wavFile, speech, speakerModel }) {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(speakerModel, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const wav = await WavFile.open(wavFile);
  const length = 25_840;
  const starts = speech.flatMap(({ startMs, endMs }) => Array.from({ length: Math.ceil((endMs - startMs) / 800) }, (_, i) => startMs + i * 800));
  for (let at = 0; at < starts.length; at += 32) {
    const batch = starts.slice(at, at + 32);
    const samples = new Float32Array(batch.length * length);
    for (const [i, startMs] of batch.entries()) samples.set(await wav.read((startMs * SAMPLE_RATE) / 1000, length), i * length);
    await session.run({ wav: new Tensor('float32', samples, [batch.length, length]) });
  }
  await wav.close();
}

const [, , model, heardFile] = process.argv;
await { aligner: align, speakers: embed }[model](JSON.parse(await readFile(heardFile, 'utf8')));
