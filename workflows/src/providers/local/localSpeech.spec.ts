import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Range } from '@reels/contracts';
import type { Aligner, Diarization } from '../../ports/index.js';
import { createSileroVad } from './sileroVad.js';
import { encodeWav } from './wav.js';
import { createWhisperCpp, createWhisperLanguageDetector } from './whisperCpp.js';

/** The real programs and models on the sample episode: two synthetic voices, true text and times known. */
const SAMPLE = new URL('../../../../samples/the-baker-who-fixes-radios', import.meta.url).pathname;
const whisper = { cliPath: process.env.WHISPER_CLI_PATH ?? 'whisper-cli', modelPath: process.env.WHISPER_MODEL_PATH ?? '', threads: 2 };
const vad = createSileroVad({ modelPath: process.env.VAD_MODEL_PATH ?? '' });
const speakerModel = process.env.SPEAKER_MODEL_PATH;

interface Truth {
  sentences: { speaker: string; startMs: number; endMs: number; text: string }[];
}

let folder: string;
let truth: Truth;
/** The first half minute, and the whole. */
let opening: string;
let episode: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-speech-'));
  truth = JSON.parse(await readFile(`${SAMPLE}.truth.json`, 'utf8')) as Truth;
  const decode = (name: string, ...more: string[]): string => {
    const file = join(folder, name);
    execFileSync(process.env.FFMPEG_PATH ?? 'ffmpeg', ['-v', 'error', '-i', `${SAMPLE}.mp3`, ...more, '-ac', '1', '-ar', '16000', '-c:a', 'pcm_s16le', file]);
    return file;
  };
  opening = decode('opening.wav', '-t', '29');
  episode = decode('episode.wav');
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('voice activity covers every true sentence, and little else', async () => {
  const speech = await vad.detect({ wavFile: episode });
  const total = speech.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  expect(total).toBeLessThan(truth.sentences.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) * 1.05);
  for (const { startMs } of truth.sentences) expect(Math.min(...speech.map((range) => Math.abs(range.startMs - startMs)))).toBeLessThan(150);
}, 60_000);

test('words, language and their times are found', async () => {
  const speech = await vad.detect({ wavFile: opening });
  const { language, confidence } = await (await createWhisperLanguageDetector(whisper)).detect({ wavFile: opening, speech });
  expect(language).toBe('en');
  expect(confidence).toBeGreaterThan(0.9);

  const heard: number[] = [];
  const recognized = await (await createWhisperCpp(whisper)).transcribe({ wavFile: opening, speech, language, onProgress: (fraction) => heard.push(fraction) });
  expect(recognized.words.map(({ text }) => text).join(' ')).toContain("I'm Maya and today my guest is Daniel, who runs a bakery");
  expect(heard.at(-1)).toBeGreaterThan(0.9);

  // The aligner's thread runs compiled code.
  const { createSoundSwallower } = (await import(new URL('../../../dist/providers/local/soundswallower.js', import.meta.url).href)) as { createSoundSwallower: () => Aligner };
  const { words, timing } = await createSoundSwallower().align({ wavFile: opening, words: recognized.words, language });
  expect(timing).toBe('aligned');
  expect(words.map(({ text }) => text)).toEqual(recognized.words.map(({ text }) => text));
  for (const [first, index] of [['Welcome', 0], ["I'm", 1], ['Thanks', 2], ['Before', 3]] as const) {
    const found = words.find(({ text }) => text === first);
    expect(Math.abs((found?.startMs ?? 0) - truth.sentences[index]!.startMs)).toBeLessThan(60);
  }
}, 120_000);

test('what is heard can be read along while the rest is still listened to', async () => {
  const minute = join(folder, 'minute.wav');
  execFileSync(process.env.FFMPEG_PATH ?? 'ffmpeg', ['-v', 'error', '-i', episode, '-t', '60', '-c', 'copy', minute]);
  const glimpses: string[] = [];
  const textOf = (words: { text: string }[]): string => words.map(({ text }) => text).join(' ');
  const { words } = await (await createWhisperCpp(whisper)).transcribe({ wavFile: minute, speech: await vad.detect({ wavFile: minute }), language: 'en', onHeard: (heard) => glimpses.push(textOf(heard)) });
  expect(glimpses.length).toBeGreaterThan(1);
  expect(glimpses[0]).toMatch(/^Welcome back to the second shift.*[.?!]$/i);
  for (const glimpse of glimpses) expect(textOf(words).startsWith(glimpse)).toBe(true);
  words.forEach(({ startMs, segment }, i) => {
    expect(startMs).toBeGreaterThanOrEqual(words[i - 1]?.startMs ?? 0);
    expect(segment - (words[i - 1]?.segment ?? 0)).toBeGreaterThanOrEqual(0);
  });
}, 120_000);

test('over music and silence nothing is said', async () => {
  const music = join(folder, 'music.wav');
  await writeFile(music, encodeWav(Float32Array.from({ length: 160_000 }, (_, i) => 0.2 * Math.sin(i / 9) * Math.sin(i / 4000) + 0.1 * Math.sin(i / 13))));
  const speech = await vad.detect({ wavFile: music });
  expect(speech).toEqual([]);
  expect(await (await createWhisperCpp(whisper)).transcribe({ wavFile: music, speech, language: 'en' })).toEqual({ words: [], language: 'en', costMicroUsd: 0 });
}, 60_000);

test('a cancelled recognition ends long before it is through and leaves nothing behind', async () => {
  const speech = await vad.detect({ wavFile: episode });
  const transcriber = await createWhisperCpp(whisper);
  const controller = new AbortController();
  let furthest = 0;
  const onProgress = (share: number): void => void (furthest = Math.max(furthest, share));
  const running = transcriber.transcribe({ wavFile: episode, speech, language: 'en', signal: controller.signal, onProgress });
  setTimeout(() => controller.abort(new Error('enough')), 1000);
  await expect(running).rejects.toThrow('enough');
  expect(furthest).toBeLessThan(0.25);
  expect((await readdir(folder)).filter((name) => name.startsWith('whisper-'))).toEqual([]);
}, 60_000);

test('a broken model and an unknown language are failures that a user can mend', async () => {
  const modelPath = join(folder, 'ggml-base.bin');
  await writeFile(modelPath, 'no model');
  const broken = await createWhisperCpp({ ...whisper, modelPath });
  const speech = [{ startMs: 0, endMs: 1000 }];
  await expect(broken.transcribe({ wavFile: opening, speech, language: 'en' })).rejects.toMatchObject({ code: 'PROVIDER_FAILED' });
  await expect(broken.transcribe({ wavFile: opening, speech, language: 'tlh' })).rejects.toThrow('"tlh"');
  await expect(createWhisperCpp({ ...whisper, cliPath: '/nowhere/whisper-cli' })).rejects.toMatchObject({ code: 'PROVIDER_FAILED' });
  await expect(createSileroVad({ modelPath: '/nowhere' }).detect({ wavFile: opening })).rejects.toMatchObject({ code: 'PROVIDER_FAILED' });
});

(speakerModel ? test : test.skip)('two speakers are told apart, and one is one', async () => {
  const speech = await vad.detect({ wavFile: episode });
  const maya = speech.filter((range) => truth.sentences.some(({ speaker, startMs, endMs }) => speaker === 'A' && range.startMs >= startMs - 200 && range.endMs <= endMs + 200));
  const [both, alone] = diarizeOutside([{ wavFile: episode, speech }, { wavFile: episode, speech: maya }]);

  const speakerAt = (ms: number): string | undefined => both?.turns?.find(({ startMs, endMs }) => startMs <= ms && ms < endMs)?.speaker;
  const names = { A: 'Speaker 1', B: 'Speaker 2' } as Record<string, string>;
  for (const { speaker, startMs, endMs } of truth.sentences) expect([undefined, names[speaker]]).toContain(speakerAt((startMs + endMs) / 2));
  expect(new Set(both?.turns?.map(({ speaker }) => speaker))).toEqual(new Set(Object.values(names)));
  expect(new Set(alone?.turns?.map(({ speaker }) => speaker))).toEqual(new Set(['Speaker 1']));
}, 120_000);

/** In a process of its own: jest's globals are not those that onnxruntime-node checks its arrays against. */
function diarizeOutside(inputs: { wavFile: string; speech: Range[] }[]): Diarization[] {
  const code = new URL('../../../dist/providers/local/ge2eDiarizer.js', import.meta.url).href;
  const script = `
    const { createGe2eDiarizer } = await import(${JSON.stringify(code)});
    const diarizer = createGe2eDiarizer({ modelPath: ${JSON.stringify(speakerModel)} });
    const found = [];
    for (const input of ${JSON.stringify(inputs)}) found.push(await diarizer.diarize(input));
    console.log(JSON.stringify(found));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })) as Diarization[];
}
