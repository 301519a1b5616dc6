import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav, msToSamples } from '../local/wav.js';
import { createOpenAiTranscriber } from './openaiTranscriber.js';

/** A server that speaks the transcription part of the OpenAI API: https://platform.openai.com/docs/api-reference/audio/createTranscription */

const ANSWER = {
  task: 'transcribe',
  language: 'english',
  duration: 4,
  text: 'Bread, he said. “Somebody who keeps a promise?”',
  words: [
    { word: 'Bread', start: 0.5, end: 0.9 },
    { word: 'he', start: 1.0, end: 1.2 },
    { word: 'said', start: 1.2, end: 1.5 },
    { word: 'Somebody', start: 2.9, end: 3.2 },
    { word: 'who', start: 3.2, end: 3.3 },
    { word: 'keeps', start: 3.3, end: 3.5 },
    { word: 'a', start: 3.5, end: 3.55 },
    { word: 'promise', start: 3.55, end: 3.9 },
  ],
  segments: [
    { id: 0, start: 0.5, end: 1.5, text: 'Bread, he said.', avg_logprob: -0.1 },
    { id: 1, start: 2.9, end: 3.9, text: '“Somebody who keeps a promise?”', avg_logprob: -0.2 },
  ],
};

let server: Server;
let folder: string;
let wavFile: string;
let requests: { headers: IncomingMessage['headers']; path?: string; body: string }[];
let answers: { status: number; body: unknown }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openai-spec-'));
  wavFile = join(folder, 'chunk.wav');
  await writeFile(wavFile, encodeWav(new Float32Array(msToSamples(60_000))));
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      requests.push({ headers: request.headers, path: request.url, body: Buffer.concat(parts).toString('latin1') });
      const { status, body } = answers.shift() ?? { status: 500, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  requests = [];
  answers = [];
});

const transcriber = () => createOpenAiTranscriber({ apiKey: 'sk-test', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
const SPEECH = [{ startMs: 10_400, endMs: 14_000 }];

test('words come back with their punctuation, in the recording\'s own time, with what they cost', async () => {
  answers = [{ status: 200, body: ANSWER }];
  const { words, language, costMicroUsd } = await transcriber().transcribe({ wavFile, speech: SPEECH, language: 'und' });
  expect(words.map(({ text }) => text)).toEqual(['Bread,', 'he', 'said.', '“Somebody', 'who', 'keeps', 'a', 'promise?”']);
  expect(words[0]).toEqual({ text: 'Bread,', startMs: 10_500, endMs: 10_900, confidence: Math.exp(-0.1), segment: 0 });
  expect(words.at(-1)).toMatchObject({ startMs: 13_550, endMs: 13_900, segment: 1 });
  expect(language).toBe('en');
  // 4.4 s of sound at 0.6 cents a minute.
  expect(costMicroUsd).toBe(440);
});

test('it asks as the API documents it, and sends speech only', async () => {
  answers = [{ status: 200, body: ANSWER }];
  await transcriber().transcribe({ wavFile, speech: SPEECH, language: 'en' });
  const [{ headers, path, body } = { headers: {}, body: '' }] = requests;
  expect(path).toBe('/v1/audio/transcriptions');
  expect(headers.authorization).toBe('Bearer sk-test');
  const field = (name: string): string | undefined => new RegExp(`name="${name}"\\r\\n\\r\\n(.*)\\r\\n`).exec(body)?.[1];
  expect([field('model'), field('response_format'), field('language')]).toEqual(['whisper-1', 'verbose_json', 'en']);
  expect(body.match(/name="timestamp_granularities\[\]"\r\n\r\n\w+/g)).toHaveLength(2);
  expect(body.length).toBeLessThan(2 * msToSamples(5_000));
});

test('a busy service is asked again; a refusal is told in words', async () => {
  answers = [{ status: 503, body: { error: { message: 'overloaded' } } }, { status: 200, body: ANSWER }];
  await expect(transcriber().transcribe({ wavFile, speech: SPEECH, language: 'en' })).resolves.toMatchObject({ language: 'en' });
  answers = [{ status: 401, body: { error: { message: 'Incorrect API key provided' } } }];
  await expect(transcriber().transcribe({ wavFile, speech: SPEECH, language: 'en' })).rejects.toMatchObject({ code: 'PROVIDER_FAILED', detail: expect.stringContaining('Incorrect API key') });
});

test('where nobody speaks nothing is sent', async () => {
  await expect(transcriber().transcribe({ wavFile, speech: [], language: 'en' })).resolves.toEqual({ words: [], language: 'en', costMicroUsd: 0 });
  expect(requests).toHaveLength(0);
});
