import type { Range } from '@reels/contracts';
import { localSource } from './input.js';
import type { MediaInput, MediaTools, RunOptions } from './runner.js';

/** What speech models expect; the episode's sound is kept so (FLAC, mono). */
export const SPEECH_SAMPLE_RATE = 16_000;

/** The stored 16 kHz mono FLAC as an input, or a part of it. Seeking is exact to the sample. */
function speechInput(audioFile: string, range?: Range): MediaInput {
  const part = range ? ['-ss', seconds(range.startMs), '-t', seconds(range.endMs - range.startMs)] : [];
  return { source: localSource(audioFile), args: ['-f', 'flac', '-protocol_whitelist', 'file', ...part] };
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);

/** Writes a part of the episode's 16 kHz audio as a WAV file (16-bit mono), for programs that read files. */
export async function extractChunk(
  tools: MediaTools,
  audioFile: string,
  range: Range,
  wavFile: string,
  options: RunOptions = {},
): Promise<void> {
  await tools.run(
    {
      inputs: [speechInput(audioFile, range)],
      outputs: [{ to: 'file', file: wavFile, args: ['-c:a', 'pcm_s16le', '-f', 'wav'] }],
    },
    options,
  );
}

/** Streams the episode's 16 kHz audio, or a part of it, as 16-bit samples, in order. */
export async function streamSamples(
  tools: MediaTools,
  audioFile: string,
  onSamples: (samples: Int16Array) => void,
  { range, ...options }: RunOptions & { range?: Range } = {},
): Promise<void> {
  const onData = sampleReader(onSamples);
  await tools.run(
    { inputs: [speechInput(audioFile, range)], outputs: [{ to: 'pipe', args: ['-c:a', 'pcm_s16le', '-f', 's16le'] }] },
    { ...options, onData },
  );
}

/** A part of the episode's 16 kHz audio in memory: 32 kB a second. */
export async function readSamples(
  tools: MediaTools,
  audioFile: string,
  range: Range,
  options: RunOptions = {},
): Promise<Int16Array> {
  const samples = new Int16Array(Math.ceil(((range.endMs - range.startMs) * SPEECH_SAMPLE_RATE) / 1_000) + 1);
  let count = 0;
  await streamSamples(
    tools,
    audioFile,
    (more) => {
      samples.set(more.subarray(0, samples.length - count), count);
      count += more.length;
    },
    { ...options, range },
  );
  return samples.subarray(0, Math.min(count, samples.length));
}

/** Turns a stream of bytes into 16-bit little-endian samples; an odd byte waits for its other half. */
export function sampleReader(onSamples: (samples: Int16Array) => void): (chunk: Buffer) => void {
  let odd: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const bytes = odd.length ? Buffer.concat([odd, chunk]) : chunk;
    const whole = bytes.length - (bytes.length % 2);
    odd = bytes.subarray(whole);
    // Copied: a chunk may begin at an odd address, on which no Int16Array can lie.
    onSamples(new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + whole)));
  };
}
