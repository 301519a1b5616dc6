import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createAccount, createFeedback } from '@reels/records';
import { createTestWorkspace } from '@reels/records/testing';
import { hashPassword } from '../accounts/passwords.js';
import { TestBrowser } from '../testing/browser.js';
import { startTestApi } from '../testing/testApi.js';
import type { TestApi } from '../testing/testApi.js';

jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const SEND = `mutation ($input: FeedbackInput!) { sendFeedback(input: $input) {
  __typename ... on Feedback { id } ... on InvalidInput { field } ... on TooManyAttempts { retryAfterSeconds } } }`;
const send = async (input: object, from: Pick<TestApi, 'request'> = api) =>
  (await from.request(SEND, { input })).data.sendFeedback;

test('what a person has to say is stored, with what they agreed to send', async () => {
  const account = await createAccount(api.db, api.workspaceId, {
    name: 'Ada',
    email: 'ada@example.org',
    passwordHash: await hashPassword('correct horse'),
  });
  const browser = new TestBrowser(api);
  await browser.signIn('ada@example.org', 'correct horse');
  const { id } = await send(
    { message: ' The waveform is upside down. ', replyTo: 'ada@example.org', page: '/projects/1', state: { theme: 'dark' } },
    browser,
  );
  const [row] = await api.db.query('SELECT * FROM feedback WHERE id = $1', [id]);
  expect(row).toMatchObject({
    workspace_id: api.workspaceId,
    account_id: account?.id,
    message: 'The waveform is upside down.',
    reply_to: 'ada@example.org',
    page: '/projects/1',
    state: { theme: 'dark' },
  });
  expect(api.logs()).toContainEqual(expect.objectContaining({ msg: 'feedback has come', feedbackId: id }));
});

test('nothing but the message is needed', async () => {
  const { id } = await send({ message: 'Thanks!' });
  const [row] = await api.db.query('SELECT * FROM feedback WHERE id = $1', [id]);
  expect(row).toMatchObject({ account_id: null, reply_to: null, page: null, state: null });
});

test('it is listed page by page, the newest first, with who sent it', async () => {
  const QUERY = `query ($first: Int, $after: String) { feedback(first: $first, after: $after) {
    edges { node { message createdAt replyTo page state account { email } } } pageInfo { hasNextPage endCursor } } }`;
  const page = async (first: number, after?: string) => (await api.request(QUERY, { first, after })).data.feedback;
  const note = { accountId: null, message: 'Elsewhere', replyTo: null, page: null, state: null };
  await createFeedback(api.db, await createTestWorkspace(api.db), note);

  const { edges, pageInfo } = await page(1);
  expect(edges).toEqual([
    { node: { message: 'Thanks!', createdAt: expect.any(String), replyTo: null, page: null, state: null, account: null } },
  ]);
  expect(pageInfo.hasNextPage).toBe(true);
  const rest = await page(10, pageInfo.endCursor);
  expect(rest.edges).toMatchObject([
    { node: { message: 'The waveform is upside down.', state: { theme: 'dark' }, account: { email: 'ada@example.org' } } },
  ]);
  expect(rest.pageInfo.hasNextPage).toBe(false);

  const { errors } = await api.request(QUERY, { first: 101 });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await api.request(QUERY, { after: 'nonsense' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test.each([
  ['message', { message: '  ' }],
  ['message', { message: 'x'.repeat(5001) }],
  ['replyTo', { message: 'x', replyTo: 'nobody' }],
  ['page', { message: 'x', page: 'x'.repeat(2049) }],
  ['state', { message: 'x', state: [1] }],
  ['state', { message: 'x', state: 'text' }],
  ['state', { message: 'x', state: { pad: 'x'.repeat(8192) } }],
])('%s is checked', async (field, input) => {
  expect(await send(input)).toEqual({ __typename: 'InvalidInput', field });
});

test('it is not for everybody, and not for flooding', async () => {
  const { status } = await new TestBrowser(api).request(SEND, { input: { message: 'x' } });
  expect(status).toBe(401);
  const limited = await startTestApi();
  try {
    for (let times = 0; times < 10; times++) expect((await send({ message: 'x' }, limited)).__typename).toBe('Feedback');
    const refused = await send({ message: 'x' }, limited);
    expect(refused.__typename).toBe('TooManyAttempts');
    expect(refused.retryAfterSeconds).toBeGreaterThan(3500);
  } finally {
    await limited.close();
  }
});
