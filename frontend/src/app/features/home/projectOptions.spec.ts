import { expect, test } from '@jest/globals';
import { DEFAULTS, checkOptions, parseClock, toInput } from './projectOptions';

test.each([
  ['45', 45_000],
  ['12:30', 750_000],
  ['1:02:30', 3_750_000],
  [' 0:05 ', 5_000],
  ['1:75', null],
  ['a', null],
  ['1:2:3:4', null],
  ['', null],
])('%j is %p ms', (text, ms) => expect(parseClock(text)).toBe(ms));

test('the defaults are whole, and nothing is wrong with them', () => {
  expect(checkOptions(DEFAULTS)).toEqual({});
  expect(toInput(DEFAULTS)).toEqual({
    title: null,
    transcript: null,
    options: {
      reels: 5,
      minMs: 20_000,
      maxMs: 60_000,
      language: null,
      review: false,
      transcriptOnly: false,
      captions: 'AUTO',
      layout: 'AUTO',
      fromMs: null,
      forMs: null,
    },
  });
});

test('a part of the episode is told by its beginning and its length', () => {
  expect(toInput({ ...DEFAULTS, from: '10:00', to: '12:00' }).options).toMatchObject({ fromMs: 600_000, forMs: 120_000 });
  expect(toInput({ ...DEFAULTS, to: '12:00' }).options).toMatchObject({ fromMs: null, forMs: 720_000 });
});

test.each([
  [{ reels: 0 }, 'reels'],
  [{ reels: Number.NaN }, 'reels'],
  [{ reels: 51 }, 'reels'],
  [{ from: 'x' }, 'from'],
  [{ from: '12:00', to: '10:00' }, 'to'],
])('%j is marked at %s', (change, field) => expect(Object.keys(checkOptions({ ...DEFAULTS, ...change }))).toEqual([field]));
