import { afterAll, beforeEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createAccount, setApiKey } from '@reels/records';
import { createTestProject, createTestWorkspace } from '@reels/records/testing';
import { TestBrowser } from '../testing/browser.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';
import { hashPassword } from './passwords.js';

// Each password costs a hash, on purpose.
jest.setTimeout(60_000);

const EMAIL = 'ada@example.org';
const OLD = 'correct horse';
const NEW = 'battery staple';
const ME = '{ me { name } }';
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
  __typename ... on Account { email } ... on InvalidInput { field } ... on ErrorResult { message } } }`;
const LINK = `mutation { createSignInLink {
  __typename ... on SignInLink { token expiresAt account { email } } ... on ErrorResult { message nextStep } } }`;
const SET = `mutation ($input: SetPasswordInput!) { setPassword(input: $input) {
  __typename ... on Account { email } ... on InvalidInput { field } ... on ErrorResult { message nextStep } } }`;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await createAccount(api.db, api.workspaceId, { name: 'Ada', email: EMAIL, passwordHash: '' });
});
beforeEach(() => api.db.query('UPDATE account SET password_hash = $1', [oldHash]));
afterAll(() => api.close());

let oldHash: string;
beforeAll(async () => void (oldHash = await hashPassword(OLD)));

const signIn = async (password: string) => {
  const browser = new TestBrowser(api);
  const { __typename: answer } = (await browser.signIn(EMAIL, password)).data.signIn;
  return { browser, answer };
};
const change = async (browser: Pick<TestBrowser, 'request'>, currentPassword: string, newPassword: string) =>
  (await browser.request(CHANGE, { input: { currentPassword, newPassword } })).data.changePassword;
const drawLink = async () => (await api.request(LINK)).data.createSignInLink;
const set = async (token: string, password: string, browser = new TestBrowser(api)) =>
  (await browser.request(SET, { input: { token, password } })).data.setPassword;
/** As if all that was tried so far had been tried so often: each attempt costs a hash. */
const haveBeenTried = (attempts: number) => api.db.query('UPDATE attempt_window SET attempts = $1', [attempts]);
const nameOf = async (browser: TestBrowser) => (await browser.request(ME)).data.me?.name ?? null;
/** With which code the browser's socket is closed, once it is. */
const socketOf = async (browser: TestBrowser) => {
  const { id } = await createTestProject(api.db);
  let closed: (code: number) => void = () => {};
  const code = new Promise<number>((resolve) => (closed = resolve));
  const client = browser.sockets({ closed: (event) => closed((event as { code: number }).code) });
  const events = client.iterate({ query: 'subscription ($id: ID!) { progress(projectId: $id) { seq } }', variables: { id } });
  await events.next();
  events.next().catch(() => {});
  return { code, client };
};

describe('who is signed in changes their password', () => {
  test('by the one there is; their other sessions and sockets end, this one goes on', async () => {
    const [{ browser: mine }, { browser: other }] = [await signIn(OLD), await signIn(OLD)];
    const [kept, ended] = [await socketOf(mine), await socketOf(other)];
    await drawLink();
    expect(await change(mine, OLD, NEW)).toEqual({ __typename: 'Account', email: EMAIL });
    expect(await ended.code).toBe(4401);
    expect([await nameOf(mine), await nameOf(other)]).toEqual(['Ada', null]);
    expect(await Promise.race([kept.code, new Promise((resolve) => setTimeout(resolve, 100, 'open'))])).toBe('open');
    await kept.client.dispose();
    expect([(await signIn(OLD)).answer, (await signIn(NEW)).answer]).toEqual(['InvalidCredentials', 'Account']);
    expect(await api.db.query('SELECT 1 FROM account WHERE link_sha256 IS NOT NULL')).toEqual([]);
    expect(JSON.stringify(api.logs())).not.toMatch(new RegExp(`${OLD}|${NEW}`));
  });

  test('not without it, nor to one that is too short; guesses are counted with those of signing in', async () => {
    const { browser } = await signIn(OLD);
    await api.db.query('DELETE FROM attempt_window');
    expect(await change(browser, OLD, 'too short')).toMatchObject({ __typename: 'InvalidInput', field: 'newPassword' });
    expect(await change(browser, 'wrong guess', NEW)).toMatchObject({ __typename: 'InvalidInput', field: 'currentPassword' });
    await haveBeenTried(10);
    expect((await change(browser, OLD, NEW)).__typename).toBe('TooManyAttempts');
    expect((await signIn(OLD)).answer).toBe('TooManyAttempts');
    await api.db.query('DELETE FROM attempt_window');
    expect((await signIn(OLD)).answer).toBe('Account');
  });

  test('a program with an API key has none', async () => {
    expect(await change(api, OLD, NEW)).toMatchObject({ __typename: 'Forbidden' });
  });
});

describe('a password is forgotten', () => {
  test('a link sets another one, once, signs in and ends what there was, even while nobody may sign in', async () => {
    const { browser: old } = await signIn(OLD);
    const socket = await socketOf(old);
    await signIn('wrong guess');
    await haveBeenTried(10);
    expect((await signIn(OLD)).answer).toBe('TooManyAttempts');
    const link = await drawLink();
    expect(link).toMatchObject({ __typename: 'SignInLink', account: { email: EMAIL } });
    expect(Date.parse(link.expiresAt) - Date.now()).toBeGreaterThan(59 * 60_000);
    expect(Date.parse(link.expiresAt) - Date.now()).toBeLessThanOrEqual(60 * 60_000);

    expect(await set(link.token, 'too short')).toMatchObject({ __typename: 'InvalidInput', field: 'password' });
    const [one, two] = [new TestBrowser(api), new TestBrowser(api)];
    const answers = await Promise.all([set(link.token, NEW, one), set(link.token, `${NEW} too`, two)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Account', 'NotFound']);
    expect([await nameOf(one), await nameOf(two)].sort()).toEqual(['Ada', null]);
    expect(await socket.code).toBe(4401);
    expect(await nameOf(old)).toBeNull();
    expect(JSON.stringify([api.logs(), await api.db.query('SELECT * FROM account')])).not.toContain(link.token);
    await api.db.query('DELETE FROM attempt_window');
  });

  test('a link is good for an hour, and until the next one', async () => {
    const [first, second] = [await drawLink(), await drawLink()];
    expect(await set(first.token, NEW)).toMatchObject({
      __typename: 'NotFound',
      nextStep: expect.stringContaining('sign-in-link') as unknown,
    });
    await api.db.query('UPDATE account SET link_expires_at = now()');
    expect((await set(second.token, NEW)).__typename).toBe('NotFound');
    expect((await set('', NEW)).__typename).toBe('NotFound');
    expect((await signIn(OLD)).answer).toBe('Account');
  });

  test('links are drawn by API keys alone, for the owner of their workspace', async () => {
    const { browser } = await signIn(OLD);
    expect((await browser.request(LINK)).data.createSignInLink.__typename).toBe('Forbidden');
    const workspace = await createTestWorkspace(api.db);
    await setApiKey(api.db, workspace, 'other', 'key-of-another-workspace');
    const { data } = await api.request(LINK, {}, { authorization: 'Bearer key-of-another-workspace' });
    expect(data.createSignInLink.__typename).toBe('NotFound');
  });
});
