import { expect, test } from '@jest/globals';
import { Refusal, Unreachable, expectMember, told } from './failures';

type Result =
  | { __typename: 'Project'; id: string }
  | { __typename: 'InvalidInput'; code: string; message: string; nextStep: string; field: string };

test('the wanted member of a union is given', () => {
  expect(expectMember({ __typename: 'Project', id: 'p' } as Result, 'Project').id).toBe('p');
});

test('any other member is thrown, with all that it tells', () => {
  const other: Result = {
    __typename: 'InvalidInput',
    code: 'INVALID_INPUT',
    message: 'From 1 to 50.',
    nextStep: 'Change it.',
    field: 'options.reels',
  };
  const thrown = (() => {
    try {
      return expectMember(other as Result, 'Project');
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(Refusal);
  expect(thrown).toMatchObject({
    code: 'INVALID_INPUT',
    message: 'From 1 to 50.',
    nextStep: 'Change it.',
    details: { field: 'options.reels' },
  });
});

test('whatever is thrown is told in words', () => {
  expect(told(new Unreachable())).toMatchObject({ code: 'UNREACHABLE', message: 'The API does not answer.' });
  expect(told(new TypeError('x is undefined'))).toMatchObject({
    code: 'BROKEN',
    message: expect.stringContaining('x is undefined') as unknown,
  });
  expect(told('odd')).toMatchObject({ code: 'BROKEN' });
});
