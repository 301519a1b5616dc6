import { afterAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { extractChunk, readSamples, sampleReader, SPEECH_SAMPLE_RATE, streamSamples } from './audio.js';
import { ingestMedia } from './ingest.js';
import { MediaFolder, tools } from './testing/makeMedia.js';

const media = new MediaFolder();
afterAll(() => media.remove());

/** A ramp of a kind: no two places of ten minutes sound alike, so that a part shows where it was cut. */
const unique = "aevalsrc='0.5*sin(2*PI*(100+t)*t)':s=16000:d=600";

test('parts of the stored audio begin and end at their sample', async () => {
  const file = await media.make('source.wav', [unique]);
  const { audioFile } = await ingestMedia(tools, file, { workDir: media.folder(), maxDurationMs: 1e7 });
  const whole = readFileSync(file);
  const samples = new Int16Array(
    whole.buffer.slice(whole.byteOffset + whole.length - 600 * SPEECH_SAMPLE_RATE * 2, whole.byteOffset + whole.length),
  );
  for (const [startMs, endMs] of [
    [0, 1_000],
    [1, 502],
    [299_937, 301_001],
    [599_500, 600_000],
  ] as const) {
    const expected = Buffer.from(samples.slice(startMs * 16, endMs * 16).buffer);
    const part = await readSamples(tools, audioFile, { startMs, endMs });
    expect(Buffer.compare(Buffer.from(part.slice().buffer), expected)).toBe(0);
    const wav = media.file('part.wav');
    await extractChunk(tools, audioFile, { startMs, endMs }, wav);
    expect(Buffer.compare(readFileSync(wav).subarray(-expected.length), expected)).toBe(0);
  }
  let streamed = 0;
  await streamSamples(tools, audioFile, ({ length }) => (streamed += length));
  expect(streamed).toBe(600 * SPEECH_SAMPLE_RATE);
}, 60_000);

test('samples survive chunks cut at any byte', () => {
  const bytes = Buffer.from(Int16Array.from([1, -2, 32_767, -32_768, 5]).buffer);
  for (let size = 1; size <= bytes.length; size++) {
    const got: number[] = [];
    const read = sampleReader((samples) => got.push(...samples));
    for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size));
    expect(got).toEqual([1, -2, 32_767, -32_768, 5]);
  }
});
