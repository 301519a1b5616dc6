import { expect, test } from '@jest/globals';
import { runAgainst } from '../testing/cannedApi.js';

const link = {
  __typename: 'SignInLink',
  token: 'one-time',
  expiresAt: '2026-11-22T22:40:00.000Z',
  account: { email: 'ada@example.org' },
};

test('the link leads to the console of the API, and names whose password it sets', async () => {
  const { exitCode, out, url } = await runAgainst(() => ({ createSignInLink: link }), 'sign-in-link');
  expect(exitCode).toBe(0);
  expect(out).toBe(
    `Open this link to set a new password for ada@example.org; it works once, within an hour:\n\n  ${url}/new-password#one-time\n`,
  );
});

test('as JSON', async () => {
  const { out, url } = await runAgainst(() => ({ createSignInLink: link }), 'sign-in-link', '--json');
  expect(JSON.parse(out)).toEqual({ link: `${url}/new-password#one-time`, email: 'ada@example.org', expiresAt: link.expiresAt });
});

test('while there is no account, it is said how to make one', async () => {
  const nobody = { __typename: 'NotFound', code: 'NOT_FOUND', message: 'There is no account.', nextStep: 'Make the first one.' };
  expect(await runAgainst(() => ({ createSignInLink: nobody }), 'sign-in-link')).toMatchObject({
    exitCode: 1,
    out: '',
    err: expect.stringContaining('There is no account.') as unknown,
  });
});
