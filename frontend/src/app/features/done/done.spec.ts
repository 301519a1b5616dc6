import { expect, test } from '@jest/globals';
import { checkRows } from './checkRows';
import { fileStem } from './download';
import { madeByRows, totalCost } from './madeByRows';

const check = (name: string, value: string | number | boolean | null, limit: string | number | boolean | null, passed = true) => ({ name, value, limit, passed, carriedOver: name === 'loudness' ? 'sound' : null });

test('figures are told with their units and limits, the most asked for first', () => {
  const rows = checkRows([check('blackMs', 0, 1000), check('somethingNew', 3, null), check('loudness', -14.1, '-14 ± 0.5 LUFS'), check('captionsPresent', 0.967, 0.95), check('avOffsetMs', null, 25, false)]);
  expect(rows.map(({ label }) => label)).toEqual(['Loudness', 'Captions drawn', 'Sound beside picture', 'Black', 'somethingNew']);
  expect(rows[0]).toMatchObject({ value: '-14.1 LUFS', limit: '-14 ± 0.5 LUFS', note: 'as before: the sound is the same' });
  expect(rows[1]).toMatchObject({ value: '96.7 %', limit: 'at least 95 %' });
  expect(rows[2]).toMatchObject({ value: 'not measured', passed: false });
});

test('who did the same twice is named once, and costs add up', () => {
  const entry = (step: string, costMicroUsd = 0) => ({ step, provider: 'whisper.cpp', version: '1.9.1', costMicroUsd, fallback: null });
  expect(madeByRows([entry('transcribe'), entry('transcribe'), entry('align')]).map(({ what }) => what)).toEqual(['Written down', 'Words timed']);
  expect(totalCost([entry('a', 1_500), entry('b', 500)])).toBe(2_000);
});

test('a title becomes a file name in any script', () => {
  expect(fileStem('You have to listen — until it tells you!')).toBe('you-have-to-listen-until-it-tells-you');
  expect(fileStem('الناس لا يدفعون')).toBe('الناس-لا-يدفعون');
  expect(fileStem('../../etc/passwd')).toBe('etc-passwd');
  expect(fileStem('?!')).toBe('reel');
  expect(fileStem('a'.repeat(200))).toHaveLength(60);
});
