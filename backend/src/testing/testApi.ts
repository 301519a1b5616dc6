import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createLogger } from '@reels/platform';
import { DEFAULT_WORKSPACE_ID } from '@reels/records';
import type { Database } from '@reels/records';
import { createTestDatabase } from '@reels/records/testing';
import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { PassThrough } from 'node:stream';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { createApp } from '../createApp.js';
import { DATABASE } from '../infrastructure.js';
import type { ApiSettings } from '../infrastructure.js';
import { PARTS, createTestNamespace } from './parts.js';

export interface GraphQLAnswer {
  status: number;
  headers: Headers;
  /* eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of any shape */
  data: any;
  errors?: { message: string; extensions: { code: string; requestId?: string; nextStep?: string } }[];
}

/** A whole API on a free port, with a database, a bucket and a namespace of its own. */
export interface TestApi {
  app: NestExpressApplication;
  db: Database;
  settings: ApiSettings;
  url: string;
  key: string;
  workspaceId: string;
  /** The lines that were logged so far. */
  logs: () => Record<string, unknown>[];
  request: (query: string, variables?: Record<string, unknown>, headers?: Record<string, string>) => Promise<GraphQLAnswer>;
  sockets: (authorization?: string) => Client;
  close: () => Promise<void>;
}

export async function startTestApi(overrides: Partial<ApiSettings> = {}): Promise<TestApi> {
  const database = overrides.DATABASE_URL ? null : await createTestDatabase();
  const key = randomUUID();
  const settings: ApiSettings = {
    DATABASE_URL: database?.url ?? '',
    TEMPORAL_ADDRESS: PARTS.temporalAddress,
    TEMPORAL_NAMESPACE: overrides.TEMPORAL_NAMESPACE ?? (await createTestNamespace()),
    S3_ENDPOINT: PARTS.s3Endpoint,
    S3_PUBLIC_ENDPOINT: undefined,
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY: PARTS.s3AccessKey,
    S3_SECRET_KEY: PARTS.s3SecretKey,
    S3_BUCKET: `api-test-${randomUUID()}`,
    API_HOST: '127.0.0.1',
    API_PORT: 0,
    API_KEY: key,
    TRUSTED_PROXIES: ['loopback'],
    OWNER_TOKEN: undefined,
    CONSOLE_DIR: undefined,
    SUPPORT_ADDRESS: undefined,
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    MAX_EPISODE_HOURS: 12,
    MAX_UPLOAD_GB: 20,
    ALLOWED_PRIVATE_HOSTS: [],
    ...overrides,
  };
  const lines: string[] = [];
  const destination = new PassThrough().on('data', (line: Buffer) => void lines.push(String(line)));
  const app = await createApp(settings, createLogger({ service: 'api', level: settings.LOG_LEVEL, destination }));
  await app.listen(settings.API_PORT, settings.API_HOST);
  const url = await app.getUrl();

  return {
    app,
    db: app.get<Database>(DATABASE),
    settings,
    url,
    key,
    workspaceId: DEFAULT_WORKSPACE_ID,
    logs: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    request: (query, variables, headers) => request(url, key, query, variables, headers),
    sockets: (authorization = `Bearer ${key}`) =>
      createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization },
      }),
    close: async () => {
      await app.close();
      await database?.drop();
    },
  };
}

async function request(
  url: string,
  key: string,
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return {
    status: response.status,
    headers: response.headers,
    ...((await response.json()) as Pick<GraphQLAnswer, 'data' | 'errors'>),
  };
}

/** Opens a bare socket, to say what a well-behaved client would not. */
export async function openSocket(api: TestApi, options: ClientOptions = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
  await once(socket, 'open');
  return socket;
}
