import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { BOUNDARY_RULES } from '@reels/contracts';
import type { Transcript } from '@reels/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { highlight, project, reel } from '../testing/project.js';
import { deliverReels, toReelsJson } from './reelsJson.js';

const schema = JSON.parse(await readFile(new URL('../../../docs/reels.schema.json', import.meta.url), 'utf8')) as {
  $defs: { boundaries: { required: string[] } };
};
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: { uuid: /^[0-9a-f-]{36}$/ } });
const isReelsJson = ajv.compile(schema);
const isTranscript = ajv.compile({ $ref: 'reels.schema.json#/$defs/transcript' });

const made = project(
  [
    highlight('a', { score: 60 }),
    highlight('b', {
      score: 90.5,
      boundaries: BOUNDARY_RULES.map((rule) =>
        rule === 'pauseAfter' ? { rule, holds: false, why: 'the episode ends here' } : { rule, holds: true, why: null },
      ),
    }),
    highlight('c', { score: 60, startMs: 5_000 }),
    highlight('d', { score: 99 }),
  ],
  [
    reel('a', { title: 'Die Bäckerei: Teil 1' }),
    reel('b', {
      cut: [
        { startMs: 0, endMs: 10_000 },
        { startMs: 12_000, endMs: 20_000 },
      ],
      madeBy: [{ step: 'transcribe', provider: 'whisper', version: '1.9.1', costMicroUsd: 1_200, fallback: 'no key' }],
    }),
    reel('c'),
    reel('d', { state: 'FAILED' }),
  ],
);

test('what is written keeps the published schema', () => {
  const json: unknown = JSON.parse(JSON.stringify(toReelsJson(made.id, deliverReels(made))));
  isReelsJson(json);
  expect(isReelsJson.errors).toBeNull();
});

test('the schema refuses what the contract does not have', () => {
  const json = toReelsJson(made.id, deliverReels(made));
  expect(isReelsJson({ ...json, reels: [{ ...json.reels[0], file: '../x.mp4' }] })).toBe(false);
  expect(isReelsJson({ ...json, reels: [{ ...json.reels[0], boundaries: {} }] })).toBe(false);
  expect(isReelsJson({ ...json, more: true })).toBe(false);
});

test('the schema names the rules that the contracts name', () => {
  expect(schema.$defs.boundaries.required).toEqual([...BOUNDARY_RULES]);
});

test('transcript.json has a schema, too', () => {
  const transcript: Transcript = {
    language: 'en',
    sentences: [
      {
        speaker: null,
        startMs: 0,
        endMs: 900,
        text: 'Hello.',
        timing: 'aligned',
        words: [{ text: 'Hello.', startMs: 0, endMs: 900, confidence: 0.9 }],
      },
    ],
  };
  isTranscript(transcript);
  expect(isTranscript.errors).toBeNull();
  expect(isTranscript({ ...transcript, sentences: [{ ...transcript.sentences[0], startMs: 0.5 }] })).toBe(false);
});

test('the best reels come first, of equals the earlier; names follow the order', () => {
  expect(deliverReels(made).map(({ json }) => json.file)).toEqual([
    '01-title-b.mp4',
    '02-title-c.mp4',
    '03-die-bäckerei-teil-1.mp4',
  ]);
});

test('a reel carries its proof, its figures and its length', () => {
  const [best] = deliverReels(made);
  expect(best?.durationMs).toBe(18_000);
  expect(best?.json.boundaries.pauseAfter).toEqual({ holds: false, why: 'the episode ends here' });
  expect(best?.json.boundaries.startsAtSentence).toEqual({ holds: true });
  expect(best?.json.checks).toEqual({ loudness: { passed: true, value: -14.1, limit: '-14 LUFS +-0.5' } });
  expect(best?.json.madeBy).toEqual([
    { step: 'transcribe', provider: 'whisper', version: '1.9.1', costMicroUsd: 1_200, fallback: 'no key' },
  ]);
  expect(best?.files.map(({ name }) => name)).toEqual(['01-title-b.mp4', '01-title-b.srt', '01-title-b.vtt', '01-title-b.jpg']);
});
