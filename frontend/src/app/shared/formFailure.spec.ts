import { expect, test } from '@jest/globals';
import { Refusal, Unreachable } from '../core/api/failures';
import { FormFailure } from './formFailure';

const invalid = (field: string) => new Refusal('INVALID_INPUT', 'It is too short.', `Correct ${field}.`, { field });

test('what is wrong with a field stands below it, and nowhere else', () => {
  const failure = new FormFailure(['name', 'password']);
  failure.set(invalid('password'));
  expect([failure.of('password'), failure.of('name'), failure.general()]).toEqual(['It is too short.', null, null]);
  failure.clear();
  expect([failure.of('password'), failure.general()]).toEqual([null, null]);
});

test('what no field of the form is to blame for is told with what to do', () => {
  const failure = new FormFailure(['name']);
  failure.set(invalid('token'));
  expect([failure.of('token'), failure.general()]).toEqual([null, 'It is too short. Correct token.']);
  failure.set(new Unreachable());
  expect(failure.general()).toMatch(/^The API does not answer\. Check/);
});
