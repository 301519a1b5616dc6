import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav, msToSamples } from './wav.js';
import { createWhisperLanguageDetector } from './whisperCpp.js';

const LENGTH_MS = 100_000;
let folder: string;
let wavFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'language-'));
  wavFile = join(folder, 'audio.wav');
  await writeFile(wavFile, encodeWav(new Float32Array(msToSamples(LENGTH_MS))));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is decided when the recognizer, asked for the nth time, is so sure of the language of each place; and how many places it heard each time. */
async function decide(answers: [code: string, p: number][]): Promise<{ language: string; confidence: number; heard: number[] }> {
  const asked = join(folder, 'asked');
  await writeFile(asked, '');
  const program = join(folder, 'recognizer.mjs');
  await writeFile(program, `#!${process.execPath}
import { appendFileSync, readFileSync } from 'node:fs';
const places = process.argv.filter((arg) => arg === '-f').length;
if (places === 0) process.exit(0);
const [code, p] = ${JSON.stringify(answers)}[readFileSync(${JSON.stringify(asked)}, 'utf8').length];
appendFileSync(${JSON.stringify(asked)}, String(places));
for (let i = 0; i < places; i++) console.error('whisper_full_with_state: auto-detected language: ' + code + ' (p = ' + p + ')');
`, { mode: 0o755 });
  const detector = await createWhisperLanguageDetector({ cliPath: program, modelPath: 'ggml-base.bin', threads: 1 });
  const found = await detector.detect({ wavFile, speech: [{ startMs: 0, endMs: LENGTH_MS }] });
  return { ...found, heard: [...(await readFile(asked, 'utf8'))].map(Number) };
}

test('one place of a short recording is enough when it is sure', async () => {
  expect(await decide([['de', 0.98]])).toEqual({ language: 'de', confidence: 0.98, heard: [1] });
});

test('where it is not, more places decide', async () => {
  expect(await decide([['cy', 0.5], ['en', 0.75]])).toEqual({ language: 'en', confidence: 0.75, heard: [1, 4] });
});

test('where none of them is likely, no language is named', async () => {
  expect(await decide([['cy', 0.2], ['cy', 0.25]])).toMatchObject({ language: 'und', heard: [1, 4] });
});
