import { describe, expect, test } from '@jest/globals';
import { DEFAULT_OPTIONS } from '@reels/contracts';
import { InvalidInput } from '../graphql/errors.js';
import { readOptions } from './readOptions.js';
import type { ProjectOptionsInput } from './project.inputs.js';

const HOURS_12 = 12 * 3_600_000;
const read = (input: ProjectOptionsInput) => readOptions(input, HOURS_12);

test('nothing chosen: the defaults of the contract', () => {
  expect(read({})).toEqual(DEFAULT_OPTIONS);
});

test('null is the same as left out', () => {
  expect(read({ reels: null, minMs: null, language: null, captions: null, review: null })).toEqual(DEFAULT_OPTIONS);
});

test('what was chosen is kept', () => {
  const chosen = {
    reels: 50,
    minMs: 5_000,
    maxMs: 180_000,
    captions: 'none',
    layout: 'fit',
    review: true,
    transcriptOnly: true,
  } as const;
  expect(read(chosen)).toMatchObject(chosen);
});

test('a bound of the length that was left out gives way to the one that was given', () => {
  expect(read({ maxMs: 15_000 })).toMatchObject({ minMs: 15_000, maxMs: 15_000 });
  expect(read({ minMs: 90_000 })).toMatchObject({ minMs: 90_000, maxMs: 90_000 });
});

test('a part without an end goes to the end of the longest episode', () => {
  expect(read({ fromMs: 60_000 })).toMatchObject({ part: { startMs: 60_000, endMs: HOURS_12 } });
  expect(read({ forMs: 60_000 })).toMatchObject({ part: { startMs: 0, endMs: 60_000 } });
  expect(read({ fromMs: 1_000, forMs: 60_000 })).toMatchObject({ part: { startMs: 1_000, endMs: 61_000 } });
});

test('a language is written the canonical way', () => {
  expect(read({ language: 'PT-br' })).toMatchObject({ language: 'pt-BR' });
});

describe('what cannot be accepted is named', () => {
  test.each<[string, ProjectOptionsInput]>([
    ['options.reels', { reels: 0 }],
    ['options.reels', { reels: 51 }],
    ['options.minMs', { minMs: 4_999 }],
    ['options.minMs', { minMs: 180_001 }],
    ['options.maxMs', { maxMs: 4_999 }],
    ['options.maxMs', { maxMs: 180_001 }],
    ['options.minMs', { minMs: 30_000, maxMs: 20_000 }],
    ['options.fromMs', { fromMs: -1 }],
    ['options.forMs', { forMs: 0 }],
    ['options.language', { language: 'klingon!' }],
  ])('%s in %j', (field, input) => {
    const result = read(input);
    expect(result).toBeInstanceOf(InvalidInput);
    expect(result).toMatchObject({ field, code: 'INVALID_INPUT' });
  });
});
