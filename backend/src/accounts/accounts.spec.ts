import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createAccount, setApiKey } from '@reels/records';
import { createTestProject, createTestWorkspace } from '@reels/records/testing';
import { GraphQLSockets } from '../graphql/sockets.js';
import { TestBrowser } from '../testing/browser.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';
import { hashPassword, isPassword } from './passwords.js';

// Each attempt to sign in costs a hash, on purpose.
jest.setTimeout(120_000);

const OWNER_TOKEN = 'token-of-this-start';
const owner = { token: OWNER_TOKEN, name: ' Ada ', email: 'Ada@Example.org', password: 'correct horse' };
const CREATE = `mutation ($input: CreateOwnerInput!) { createOwner(input: $input) {
  __typename ... on Account { name email } ... on InvalidInput { field } ... on ErrorResult { message nextStep } } }`;
const ME = '{ me { name email } about { needsOwner } }';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ OWNER_TOKEN, SUPPORT_ADDRESS: 'help@example.org' });
});
afterAll(() => api.close());

const newBrowser = (origin?: string) => new TestBrowser(api, origin);
const createOwner = async (browser: TestBrowser, more: object = {}) =>
  (await browser.request(CREATE, { input: { ...owner, ...more } })).data.createOwner;
const signedIn = async () => {
  const browser = newBrowser();
  expect((await browser.signIn(owner.email, owner.password)).data.signIn.__typename).toBe('Account');
  return browser;
};

describe('the first account', () => {
  test.each([
    ['NotFound', { token: `${OWNER_TOKEN}x` }, {}],
    ['InvalidInput', { name: '  ' }, { field: 'name' }],
    ['InvalidInput', { email: 'ada' }, { field: 'email' }],
    ['InvalidInput', { password: 'too short' }, { field: 'password' }],
    ['InvalidInput', { password: 'x'.repeat(201) }, { field: 'password' }],
  ])('is not made: %s for %j', async (type, input, answer) => {
    const browser = newBrowser();
    expect(await createOwner(browser, input)).toMatchObject({ __typename: type, ...answer });
    expect((await browser.request(ME)).data).toEqual({ me: null, about: { needsOwner: true } });
  });

  test('is made by the token, once, and signs in', async () => {
    const [one, other] = [newBrowser(), newBrowser()];
    const answers = await Promise.all([createOwner(one), createOwner(other, { email: 'other@example.org' })]);
    const winner = answers[0].__typename === 'Account' ? one : other;
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Account', 'NotFound']);
    expect((await winner.request(ME)).data).toMatchObject({ me: { name: 'Ada' }, about: { needsOwner: false } });
    expect(await createOwner(newBrowser())).toMatchObject({
      __typename: 'NotFound',
      message: expect.stringContaining('link') as unknown,
    });
    await api.db.query('UPDATE account SET email = $1', ['ada@example.org']);
  });

  test('cannot be made where no token was set', async () => {
    const closed = await startTestApi();
    try {
      const browser = new TestBrowser(closed);
      const answer = await browser.request(CREATE, { input: { ...owner, token: '' } });
      expect(answer.data.createOwner.__typename).toBe('NotFound');
    } finally {
      await closed.close();
    }
  });
});

describe('signing in and out', () => {
  test('the session is kept in a cookie that no script reads', async () => {
    const browser = await signedIn();
    expect(browser.setCookie).toMatch(/^reels_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
    expect((await browser.request(ME)).data.me).toEqual({ name: 'Ada', email: 'ada@example.org' });
    expect((await browser.request('{ projects { edges { cursor } } }')).data.projects.edges).toEqual([]);
  });

  test('on https the cookie never leaves it', async () => {
    const host = new URL(api.url).host;
    const browser = newBrowser(`https://${host}`);
    await browser.signIn(owner.email, owner.password);
    expect(browser.setCookie).toMatch(/; Secure$/);
  });

  test('signing out ends the session, wherever its cookie is', async () => {
    const browser = await signedIn();
    const stolen = { ...browser.headers() };
    expect((await browser.request('mutation { signOut { ok } }')).data.signOut.ok).toBe(true);
    expect(browser.setCookie).toMatch(/^reels_session=; .*Max-Age=0$/);
    const { data } = await newBrowser().request(ME, {}, stolen);
    expect(data.me).toBeNull();
    expect((await browser.request('mutation { signOut { ok } }')).data.signOut.ok).toBe(true);
  });

  test('a session slides: its end moves on when it is used', async () => {
    const browser = await signedIn();
    await api.db.query("UPDATE session SET expires_at = now() + interval '2 days'");
    browser.setCookie = null;
    await browser.request(ME);
    expect(browser.setCookie).toMatch(/Max-Age=2592000/);
    const [{ days }] = await api.db.query(
      "SELECT min(date_part('day', expires_at - now())) AS days FROM session WHERE expires_at > now() + interval '3 days'",
    );
    expect(days).toBe(29);
    browser.setCookie = null;
    await browser.request(ME);
    expect(browser.setCookie).toBeNull();
  });

  test('a session that has run out is nobody’s', async () => {
    const browser = await signedIn();
    await api.db.query('UPDATE session SET expires_at = now()');
    expect((await browser.request(ME)).data.me).toBeNull();
    const { status, errors } = await browser.request('{ projects { edges { cursor } } }');
    expect([status, errors?.[0]?.extensions]).toEqual([401, { code: 'UNAUTHENTICATED' }]);
  });

  test('a wrong password and an unknown address are answered alike, in the same time', async () => {
    const timed = async (email: string) => {
      const before = performance.now();
      const { data } = await newBrowser().signIn(email, 'wrong password');
      return { answer: data.signIn, ms: performance.now() - before };
    };
    const [known, unknown] = [await timed(owner.email), await timed('nobody@example.org')];
    expect(known.answer.__typename).toBe('InvalidCredentials');
    expect(unknown.answer).toEqual(known.answer);
    // A lookup alone takes a few milliseconds; the hash takes most of the time.
    expect(unknown.ms).toBeGreaterThan(known.ms / 4);
  });

  test('passwords are hashed as OWASP says, and neither they nor tokens are logged', async () => {
    const [{ password_hash: hash }] = await api.db.query('SELECT password_hash FROM account');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(api.logs())).not.toMatch(new RegExp(`${owner.password}|${OWNER_TOKEN}|reels_session`));
  });
});

test('a password typed on another keyboard is the same password', async () => {
  const hash = await hashPassword('caf\u00e9 \ufb01n');
  expect(await isPassword('cafe\u0301 fin', hash)).toBe(true);
  expect(await isPassword('cafe fin', hash)).toBe(false);
});

describe('what somebody unknown may ask', () => {
  test('about, with what the console needs', async () => {
    const { data } = await newBrowser().request('{ about { version needsOwner supportAddress } }');
    expect(data.about).toEqual({ version: expect.any(String) as unknown, needsOwner: false, supportAddress: 'help@example.org' });
  });

  test.each([
    '{ projects { edges { cursor } } }',
    '{ about { version } ...F } fragment F on Query { project(id: "x") { id } }',
    '{ __schema { queryType { name } } }',
  ])('nothing else: %s', async (query) => {
    const { status, errors, data } = await newBrowser().request(query);
    expect([status, errors?.[0]?.extensions, data]).toEqual([401, { code: 'UNAUTHENTICATED' }, undefined]);
  });

  test('nor send much', async () => {
    const { status, errors } = await newBrowser().request(ME, { pad: 'x'.repeat(16 * 1024) });
    expect([status, errors?.[0]?.extensions.code]).toEqual([413, 'TOO_LARGE']);
  });
});

describe('pages of other sites', () => {
  test.each([
    ['another host', 'https://evil.example.org'],
    ['another port', 'http://127.0.0.1:1'],
    ['a page without an origin', 'null'],
  ])('%s is refused, signed in or not', async (_, origin) => {
    const browser = await signedIn();
    for (const each of [browser, newBrowser()]) {
      const { status, errors } = await each.request(ME, {}, { origin });
      expect([status, errors?.[0]?.extensions]).toEqual([403, { code: 'FORBIDDEN' }]);
    }
    expect(await browser.upgradeStatus({ origin })).toBe(403);
  });

  test('a session counts only with the header that forms and other sites cannot send', async () => {
    const browser = await signedIn();
    const { status, errors } = await browser.request(ME, {}, { 'x-reels-csrf': '' });
    expect([status, errors?.[0]?.message]).toEqual([403, expect.stringContaining('x-reels-csrf')]);
  });

  test('a program with an API key has no origin to be checked', async () => {
    const { data } = await api.request('{ me { id } projects { edges { cursor } } }');
    expect(data).toEqual({ me: null, projects: { edges: [] } });
  });
});

describe('sockets', () => {
  const SUBSCRIBE = 'subscription ($id: ID!) { progress(projectId: $id) { seq } }';
  /** A socket of this browser that is being told a project's progress, and how it is closed. */
  const listening = async (browser: TestBrowser) => {
    const { id } = await createTestProject(api.db);
    let closed: (code: number) => void = () => {};
    const code = new Promise<number>((resolve) => (closed = resolve));
    const client = browser.sockets({ closed: (event) => closed((event as { code: number }).code) });
    const events = client.iterate<{ progress: { seq: number } }>({ query: SUBSCRIBE, variables: { id } });
    const first = await events.next();
    events.next().catch(() => {});
    return { first, code, client };
  };

  test('are known by the cookie, and closed when the browser signs out', async () => {
    const browser = await signedIn();
    const { first, code } = await listening(browser);
    expect(first.value).toMatchObject({ data: { progress: { seq: 1 } } });
    await browser.request('mutation { signOut { ok } }');
    expect(await code).toBe(4401);
  });

  test('are closed when the session runs out, and spared while it goes on', async () => {
    const [ended, other] = [await signedIn(), await signedIn()];
    const sockets = await listening(ended);
    const spared = await listening(other);
    await api.db.query(
      'UPDATE session SET expires_at = now() WHERE id = (SELECT id FROM session ORDER BY id DESC OFFSET 1 LIMIT 1)',
    );
    await api.app.get(GraphQLSockets).beat();
    expect(await sockets.code).toBe(4401);
    const still = await Promise.race([spared.code, new Promise((resolve) => setTimeout(resolve, 300, 'open'))]);
    expect(still).toBe('open');
    await spared.client.dispose();
  });

  test('nobody gets one without a session, or with a cookie and no page', async () => {
    const browser = await signedIn();
    const events = newBrowser()
      .sockets()
      .iterate({ query: SUBSCRIBE, variables: { id: 'x' } });
    await expect(events.next()).rejects.toMatchObject({ code: 4401 });
    const pageless = new TestBrowser(api);
    Object.assign(pageless, { headers: () => ({ cookie: browser.headers().cookie ?? '' }) });
    await expect(
      pageless
        .sockets()
        .iterate({ query: SUBSCRIBE, variables: { id: 'x' } })
        .next(),
    ).rejects.toMatchObject({ code: 4401 });
  });
});

test('a session opens the workspace of its account, and no other', async () => {
  const workspaceId = await createTestWorkspace(api.db);
  await createAccount(api.db, workspaceId, {
    name: 'Bea',
    email: 'bea@example.org',
    passwordHash: await hashPassword('another horse'),
  });
  await setApiKey(api.db, workspaceId, 'bea', 'key-of-workspace-two');
  const mine = await createTestProject(api.db);
  const browser = newBrowser();
  await browser.signIn('bea@example.org', 'another horse');
  const query = '{ me { name } projects { edges { node { id } } } }';
  expect((await browser.request(query)).data).toEqual({ me: { name: 'Bea' }, projects: { edges: [] } });
  expect((await browser.request('query ($id: ID!) { project(id: $id) { id } }', { id: mine.id })).data.project).toBeNull();
});
