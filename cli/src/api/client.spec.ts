import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { CommandError } from '../failure.js';
import { AboutDocument, CancelProjectDocument } from '../generated/operations.js';
import { ApiClient, expectResult } from './client.js';
import { matchesId } from './findProject.js';

const ID = '0199a1b2-c3d4-7000-8000-0123456789ab';

test('the wanted member of a union is returned, any other is thrown with what to do', () => {
  type Result =
    { __typename: 'Upload'; id: string } | { __typename: 'TooLarge'; code: string; message: string; nextStep: string };
  const good: Result = { __typename: 'Upload', id: 'u' };
  const bad: Result = {
    __typename: 'TooLarge',
    code: 'TOO_LARGE',
    message: 'The file is larger than the limit.',
    nextStep: 'Export it smaller.',
  };
  expect(expectResult(good as Result, 'Upload').id).toBe('u');
  expect(() => expectResult(bad as Result, 'Upload', ID)).toThrow(
    new CommandError('TOO_LARGE', 'The file is larger than the limit.', 'Export it smaller.', ID),
  );
});

test.each(['0199a1b2', '0199A1B2'.toLowerCase(), '6789ab', '0123456789ab', '8000-0123456789ab', ID, ID.replaceAll('-', '')])(
  '%s fits the id',
  (typed) => {
    expect(matchesId(ID, typed)).toBe(true);
  },
);

test.each(['a1b2c3', 'ffff', '6789a'])('%s does not fit', (typed) => {
  expect(matchesId(ID, typed)).toBe(false);
});

test('an API whose connection is refused is asked for again, until it is found where it is now', async () => {
  const gone = await closedPort();
  const server = createServer(
    (_request, response) => void response.end(JSON.stringify({ data: { about: { version: '1', maxUploadBytes: 1 } } })),
  );
  const here = await listen(server);
  let asked = 0;
  const relocate = async () => (++asked === 2 ? { url: here, apiKey: 'k' } : null);
  const api = new ApiClient({ url: gone, apiKey: 'k' }, new AbortController().signal, relocate);
  expect(await api.request(AboutDocument, {})).toEqual({ about: { version: '1', maxUploadBytes: 1 } });
  expect(asked).toBe(2);
  server.close();
});

test.each([
  [401, '{}', { code: 'API_REFUSED' }],
  [200, '{"errors":[{"message":"x","extensions":{"code":"UNAUTHENTICATED"}}]}', { code: 'API_REFUSED' }],
  [200, '{"errors":[{"message":"boom"}]}', { code: 'API_BROKEN', message: expect.stringContaining('boom') }],
  [404, '<html>', { code: 'API_BROKEN', message: expect.stringContaining('is not the API of reels (HTTP 404)') }],
])('an answer %d %s is told in a sentence', async (status, body, failure) => {
  const server = createServer((_request, response) => void response.writeHead(status).end(body));
  const api = new ApiClient({ url: await listen(server), apiKey: 'k' }, new AbortController().signal);
  await expect(api.request(AboutDocument, {})).rejects.toMatchObject(failure);
  server.close();
});

test('a query is asked again when the connection breaks; a mutation is not, since it may have been done', async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    if (++requests === 1) return void request.socket.destroy();
    response.end(JSON.stringify({ data: { about: { version: '1', maxUploadBytes: 1 } } }));
  });
  const api = new ApiClient({ url: await listen(server), apiKey: 'k' }, new AbortController().signal);
  expect(await api.request(AboutDocument, {})).toMatchObject({ about: { version: '1' } });
  requests = 0;
  await expect(api.request(CancelProjectDocument, { id: ID })).rejects.toMatchObject({ code: 'API_DOWN' });
  expect(requests).toBe(1);
  server.close();
});

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closedPort(): Promise<string> {
  const server = createServer();
  const url = await listen(server);
  server.close();
  await once(server, 'close');
  return url;
}
