import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { envExample, readSettings, SETTINGS, SettingsError } from './settings.js';

const API = {
  DATABASE_URL: 'postgres://reels:secret@127.0.0.1:5432/reels',
  S3_ENDPOINT: 'http://127.0.0.1:9000/',
  S3_ACCESS_KEY: 'reels',
  S3_SECRET_KEY: 'a-secret',
  API_KEY: 'k'.repeat(32),
};
const { API_KEY, ...WORKER } = API;

const problemsOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('The settings were accepted.');
};

test('defaults fill what is not given, and values arrive parsed', () => {
  const settings = readSettings('api', { ...API, MAX_UPLOAD_GB: '0.5', ALLOWED_PRIVATE_HOSTS: '127.0.0.1:8080, nas.local:80' });
  expect(settings).toMatchObject({
    API_PORT: 4000,
    API_HOST: '127.0.0.1',
    S3_ENDPOINT: 'http://127.0.0.1:9000',
    S3_REGION: 'us-east-1',
    MAX_UPLOAD_GB: 0.5,
    MAX_EPISODE_HOURS: 12,
    NODE_ENV: 'production',
    ALLOWED_PRIVATE_HOSTS: ['127.0.0.1:8080', 'nas.local:80'],
  });
  expect(settings.S3_PUBLIC_ENDPOINT).toBeUndefined();
});

test('a role reads its own settings alone', () => {
  expect(readSettings('migrate', { DATABASE_URL: API.DATABASE_URL, API_PORT: 'nonsense' })).toEqual({
    DATABASE_URL: API.DATABASE_URL,
    LOG_LEVEL: 'info',
  });
});

test('every wrong or missing setting is named at once, and no value is repeated', () => {
  const message = problemsOf(() =>
    readSettings('api', {
      ...API,
      S3_ENDPOINT: '',
      API_KEY: 'short',
      API_PORT: '70000',
      DATABASE_URL: 'mysql://root:hunter2@db',
    }),
  );
  expect(message).toContain('S3_ENDPOINT is missing');
  expect(message).toContain('API_KEY must have at least 16 characters');
  expect(message).toContain('API_PORT must be a whole number from 0 to 65535');
  expect(message).toContain('DATABASE_URL must be postgres://');
  expect(message).not.toMatch(/hunter2|short|70000/);
});

test.each([
  ['API_PORT', '4e3.5'],
  ['MAX_EPISODE_HOURS', 'twelve'],
  ['TEMPORAL_ADDRESS', 'http://temporal'],
  ['S3_PUBLIC_ENDPOINT', 'ftp://media.example.com'],
  ['NODE_ENV', 'staging'],
  ['ALLOWED_PRIVATE_HOSTS', 'http://127.0.0.1'],
  ['S3_BUCKET', 'Not A Bucket'],
  ['SUPPORT_ADDRESS', 'javascript:alert(1)'],
  ['SUPPORT_ADDRESS', 'our office'],
])('%s=%s is refused', (name, value) => {
  expect(problemsOf(() => readSettings('api', { ...API, [name]: value }))).toContain(`${name} must be`);
});

test('a worker needs the speech models only when it transcribes', () => {
  expect(readSettings('worker', { ...WORKER, WORKER_QUEUES: 'pipeline, render' }).WORKER_QUEUES).toEqual(['pipeline', 'render']);
  const message = problemsOf(() => readSettings('worker', WORKER));
  expect(message).toContain('WHISPER_MODEL_PATH is missing, and WORKER_QUEUES includes transcribe');
  expect(message).toContain('VAD_MODEL_PATH is missing, and WORKER_QUEUES includes transcribe');
  expect(problemsOf(() => readSettings('worker', { ...WORKER, WORKER_QUEUES: 'cooking' }))).toContain(
    'WORKER_QUEUES must be one of',
  );
});

test('the command line needs a key only for an API elsewhere', () => {
  expect(readSettings('cli', {}).API_KEY).toBeUndefined();
  expect(problemsOf(() => readSettings('cli', { REELS_API_URL: 'https://reels.example.com' }))).toContain(
    'API_KEY is missing, and REELS_API_URL is set',
  );
  expect(readSettings('cli', { REELS_API_URL: 'https://reels.example.com/', API_KEY }).REELS_API_URL).toBe(
    'https://reels.example.com',
  );
});

test('every default is one that the setting itself accepts', () => {
  for (const [name, { schema, default: value }] of Object.entries(SETTINGS)) {
    if (value !== undefined) expect([name, schema.safeParse(value).success]).toEqual([name, true]);
  }
});

test('.env.example is what the table says (npm run env-example -w libs/platform)', () => {
  expect(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')).toBe(envExample());
});
