import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createAccount } from '@reels/records';
import { TestBrowser } from '../testing/browser.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';
import { hashPassword } from './passwords.js';

jest.setTimeout(30_000);

const EMAIL = 'ada@example.org';
const PASSWORD = 'correct horse';

/** Two processes of one API: what one counts, the other knows. */
let apis: [TestApi, TestApi];
beforeAll(async () => {
  const first = await startTestApi();
  apis = [first, await startTestApi({ DATABASE_URL: first.settings.DATABASE_URL })];
  await createAccount(first.db, first.workspaceId, { name: 'Ada', email: EMAIL, passwordHash: await hashPassword(PASSWORD) });
});
afterAll(async () => {
  await apis[1].close();
  await apis[0].close();
});

let turn = 0;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  __typename ... on ErrorResult { nextStep } ... on TooManyAttempts { retryAfterSeconds } } }`;
/** At the two processes in turn. @param from what the proxy in front of the API says of where it comes from */
const attempt = async (from: string, email: string, password: string) => {
  const browser = new TestBrowser(apis[turn++ % 2]!);
  return (await browser.request(SIGN_IN, { input: { email, password } }, { 'x-forwarded-for': from })).data.signIn;
};
/** As if all that was tried so far had been tried so often: each attempt costs a hash. */
const haveBeenTried = (attempts: number) => apis[0].db.query('UPDATE attempt_window SET attempts = $1', [attempts]);
const forget = () => apis[0].db.query('DELETE FROM attempt_window');

test('an account is tried ten times in a quarter of an hour, from however many machines', async () => {
  expect((await attempt('198.51.100.1', EMAIL, 'wrong')).__typename).toBe('InvalidCredentials');
  await haveBeenTried(9);
  for (let good = 0; good < 2; good++) expect((await attempt('192.0.2.1', EMAIL, PASSWORD)).__typename).toBe('Account');
  expect((await attempt('198.51.100.2', EMAIL, 'wrong')).__typename).toBe('InvalidCredentials');
  const refused = await attempt('192.0.2.1', ' ADA@example.org', PASSWORD);
  expect(refused).toMatchObject({ __typename: 'TooManyAttempts', nextStep: expect.stringContaining('minutes') as unknown });
  expect(refused.retryAfterSeconds).toBeGreaterThan(800);
  await apis[0].db.query('UPDATE attempt_window SET ends_at = now()');
  expect((await attempt('192.0.2.1', EMAIL, PASSWORD)).__typename).toBe('Account');
});

test('a machine may try thirty times on all accounts; others behind the same proxy are not held up by it', async () => {
  await forget();
  // What the client says itself stands before what the proxy adds, and is not believed.
  const spray = async (email: string) => (await attempt(`203.0.113.${turn}, 192.0.2.66`, email, 'wrong')).__typename;
  expect(await spray('one@example.org')).toBe('InvalidCredentials');
  await haveBeenTried(29);
  expect(await spray('two@example.org')).toBe('InvalidCredentials');
  expect((await attempt('203.0.113.99, 192.0.2.66', EMAIL, PASSWORD)).__typename).toBe('TooManyAttempts');
  expect((await attempt('192.0.2.1', EMAIL, PASSWORD)).__typename).toBe('Account');
});
