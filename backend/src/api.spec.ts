import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { LIMITS } from './graphql/limits.js';
import { startTestApi } from './testing/testApi.js';
import type { TestApi } from './testing/testApi.js';

jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const INTROSPECTION = '{ __schema { queryType { name } } }';
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/graphql`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.key}`, ...headers },
  });

describe('the API key', () => {
  test('opens the API', async () => {
    const { status, data } = await api.request('{ about { version maxEpisodeHours maxUploadBytes partBytes } }');
    expect(status).toBe(200);
    expect(data.about).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      maxEpisodeHours: 12,
      maxUploadBytes: 20e9,
      partBytes: 16 * 1024 * 1024,
    });
  });

  test.each([
    ['missing', ''],
    ['unknown', 'Bearer 00000000-0000-4000-8000-000000000000'],
    ['of another scheme', `Basic ${'x'.repeat(20)}`],
    ['empty', 'Bearer '],
  ])('%s: refused before anything is read, even introspection', async (_, authorization) => {
    const { status, errors, headers } = await api.request(INTROSPECTION, {}, { authorization });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(errors).toEqual([{ message: expect.stringContaining('API key'), extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('is not recorded itself, and not logged', async () => {
    const rows = JSON.stringify(await api.db.query('SELECT * FROM api_key'));
    expect(rows).toContain('settings');
    expect(rows).not.toContain(api.key);
    expect(JSON.stringify(api.logs())).not.toContain(api.key);
  });
});

describe('limits', () => {
  const refused = async (query: string, code: string) => {
    const { errors, data, status } = await api.request(query);
    expect(data).toBeUndefined();
    expect(status).toBe(400);
    expect(errors).toEqual(expect.arrayContaining([expect.objectContaining({ extensions: { code } })]));
    return errors?.map(({ message }) => message).join(' ');
  };

  test('depth', async () => {
    // The deepest field of the schema is well within it ...
    const deepest = '{ projects { edges { node { transcript { sentences { words { text } } } } } } }';
    expect((await api.request(deepest)).errors).toBeUndefined();
    // ... and only a made-up query is deeper.
    const deeper = `{ ${'node { '.repeat(LIMITS.depth)} id ${'}'.repeat(LIMITS.depth)} }`;
    expect(await refused(deeper, 'GRAPHQL_VALIDATION_FAILED')).toContain('depth');
  });

  test('aliases', async () => {
    const query = `{ ${Array.from({ length: LIMITS.aliases + 1 }, (_, index) => `a${index}: about { version }`).join(' ')} }`;
    expect(await refused(query, 'GRAPHQL_VALIDATION_FAILED')).toContain('aliases');
  });

  test('breadth', async () => {
    const query = `{ ${'...F '.repeat(60)} } fragment F on Query { about { version maxEpisodeHours maxUploadBytes partBytes __typename a: version } }`;
    expect(await refused(query, 'GRAPHQL_VALIDATION_FAILED')).toContain('fields');
  });

  test('what may be answered', async () => {
    const query = '{ projects(first: 100) { edges { node { transcript { sentences(first: 500) { text } } } } } }';
    expect(await refused(query, 'GRAPHQL_VALIDATION_FAILED')).toContain('cost');
  });

  test('tokens', async () => {
    expect(await refused(`{ about { ${'version '.repeat(LIMITS.tokens)} } }`, 'GRAPHQL_PARSE_FAILED')).toContain('tokens');
  });

  test.each([
    'projects(first: 101) { pageInfo { hasNextPage } }',
    'projects(first: 0) { pageInfo { hasNextPage } }',
    'projects(after: "nonsense") { pageInfo { hasNextPage } }',
  ])('page: %s', async (field) => {
    const { errors } = await api.request(`{ ${field} }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('body: 8 MiB', async () => {
    const body = (bytes: number) =>
      JSON.stringify({ query: '{ about { version } }', operationName: null, variables: { pad: 'x'.repeat(bytes) } });
    expect((await post(body(LIMITS.bodyBytes - 1000))).status).toBe(200);
    const larger = await post(body(LIMITS.bodyBytes));
    expect([larger.status, await larger.json()]).toEqual([
      413,
      { errors: [{ message: expect.stringContaining('8 MiB'), extensions: { code: 'TOO_LARGE' } }] },
    ]);
  });

  test('a body that is no JSON is the client’s fault', async () => {
    const response = await post('{"query": ');
    expect([response.status, await response.json()]).toEqual([
      400,
      { errors: [expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } })] },
    ]);
  });

  test.each(['nul \0 nul', 'half \ud83d of a smile', 'the other half \ude00'])('a text that no database can hold: %j', async (title) => {
    const query = 'mutation ($input: CreateProjectInput!) { createProject(input: $input) { __typename } }';
    const variables = { input: { url: 'https://podcasts.example.com/1.mp3', title } };
    const refused = [400, [expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })]];
    const { status, errors } = await api.request(query, variables);
    expect([status, errors]).toEqual(refused);
    // GraphQL's own grammar knows no half characters.
    const written = await api.request(`mutation { createProject(input: { url: "https://podcasts.example.com/1.mp3", title: ${JSON.stringify(title)} }) { __typename } }`);
    expect([written.status, written.errors?.[0]?.extensions.code]).toEqual([400, expect.stringMatching(/BAD_USER_INPUT|GRAPHQL_PARSE_FAILED/)]);
    const inKey = await api.request('mutation ($input: FeedbackInput!) { sendFeedback(input: $input) { __typename } }', {
      input: { message: 'x', state: { [title]: 1 } },
    });
    expect([inKey.status, inKey.errors]).toEqual(refused);
  });

  test('batched requests are off', async () => {
    const response = await post(JSON.stringify([{ query: '{ about { version } }' }, { query: '{ about { version } }' }]));
    expect(response.status).toBe(400);
  });

  test('subscriptions are not answered over HTTP', async () => {
    const { status, errors } = await api.request('subscription { progress(projectId: "x") { seq } }');
    expect([status, errors]).toEqual([400, [expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } })]]);
  });

  test('requests that a web page of another site could send are refused', async () => {
    const headers = { authorization: `Bearer ${api.key}` };
    const simple = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: '{"query":"{ about { version } }"}',
    });
    const get = await fetch(`${api.url}/graphql?query=%7B__typename%7D`, { headers });
    expect([simple.status, get.status]).toEqual([400, 400]);
  });
});

describe('introspection', () => {
  test('is answered outside of production', async () => {
    expect((await api.request(INTROSPECTION)).data.__schema.queryType.name).toBe('Query');
  });

  test('is off in production, and mistakes give no hints', async () => {
    const production = await startTestApi({ NODE_ENV: 'production' });
    try {
      const { errors, data } = await production.request(INTROSPECTION);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.message).toContain('introspection');
      const typo = await production.request('{ project(id: "x") { titel } }');
      expect(typo.errors?.[0]?.message).not.toContain('Did you mean');
      expect((await production.request('{ about { version } }')).status).toBe(200);
    } finally {
      await production.close();
    }
  });
});

describe('requests in the logs', () => {
  test('each has an id, which may be given', async () => {
    const given = await api.request('{ about { version } }', {}, { 'x-request-id': 'my-request-0001' });
    expect(given.headers.get('x-request-id')).toBe('my-request-0001');
    expect(api.logs()).toContainEqual(
      expect.objectContaining({ requestId: 'my-request-0001', msg: 'request', status: 200, service: 'api', level: 'info' }),
    );
  });

  test('an id that could break the logs is replaced', async () => {
    const { headers } = await api.request('{ about { version } }', {}, { 'x-request-id': 'a"}{"b' });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('every line is a JSON object of the service, Nest’s own included', () => {
    expect(api.logs().length).toBeGreaterThan(0);
    for (const line of api.logs()) expect(line).toMatchObject({ service: 'api', time: expect.any(String) as unknown });
  });
});

test('a bug is masked, and is found in the logs by the id of its request', async () => {
  const broken = await startTestApi();
  try {
    await broken.db.query('ALTER TABLE project RENAME COLUMN title TO not_title');
    const { status, errors, headers } = await broken.request('{ projects { edges { cursor } } }');
    const requestId = headers.get('x-request-id');
    expect(status).toBe(200);
    expect(errors).toEqual([
      {
        message: expect.stringContaining('Something went wrong'),
        path: ['projects'],
        locations: expect.anything(),
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      },
    ]);
    // The chores, which meet the same bug, tell of it on their own.
    const logged = broken.logs().filter((line) => line.level === 'error' && !line.chore);
    expect(logged).toEqual([expect.objectContaining({ requestId, msg: 'a resolver failed unexpectedly' })]);
    expect(JSON.stringify(logged)).toContain('title');
  } finally {
    await broken.close();
  }
});

test('what a client does wrong, and what a user can mend, is no error in the logs', async () => {
  await api.request('{ projects(first: 0) { edges { cursor } } }');
  await api.request('{ nonsense }');
  expect(api.logs().filter((line) => line.level === 'error')).toEqual([]);
});

test('when the key cannot be looked up, the request is answered in GraphQL’s shape, and logged', async () => {
  const broken = await startTestApi();
  try {
    await broken.db.query('ALTER TABLE api_key RENAME TO not_api_key');
    const { status, errors, headers } = await broken.request('{ about { version } }');
    const requestId = headers.get('x-request-id');
    expect([status, errors]).toEqual([
      500,
      [expect.objectContaining({ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } })],
    ]);
    expect(broken.logs()).toContainEqual(expect.objectContaining({ level: 'error', requestId }));
  } finally {
    await broken.close();
  }
});
