import { QUEUES } from '@reels/contracts';
import { existsSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Every setting of the product, once: the table below is what a process reads at its start and what `.env.example` is made
 * from. This is the only file that reads the environment.
 */

/** Who reads a setting. `migrate` is the release command that brings the database up to date. */
export type Role = 'api' | 'worker' | 'cli' | 'migrate';

interface Entry<Schema, Roles, OptionalRoles> {
  schema: Schema;
  /** Roles that cannot do without it: it has a default, or it is required. */
  roles: Roles;
  /** Roles for which it may be left empty. */
  optionalFor: OptionalRoles;
  /** For the reader of `.env.example`. */
  meaning: string;
  /** As it would be written in the environment. */
  default?: string;
  /** What `.env.example` shows in place of a default that differs from machine to machine. */
  defaultMeans?: string;
  /** Why a setting that may be left empty is required after all, given the others; else false. */
  requiredBecause?: (others: Readonly<Record<string, unknown>>) => string | false;
}

type Schema = z.ZodType<unknown, string>;

const setting = <S extends Schema, const Roles extends readonly Role[] = [], const OptionalRoles extends readonly Role[] = []>(
  entry: Omit<Entry<S, Roles, OptionalRoles>, 'roles' | 'optionalFor'> & { roles?: Roles; optionalFor?: OptionalRoles },
) => ({ roles: [], optionalFor: [], ...entry }) as unknown as Entry<S, Roles, OptionalRoles>;

const text = z.string();
const between = (min: number, max: number, isOne: (value: number) => boolean, kind: string) =>
  text
    .refine(
      (value) => isOne(Number(value)) && Number(value) >= min && Number(value) <= max,
      `must be ${kind} from ${min} to ${max}`,
    )
    .transform(Number);
const number = (min: number, max: number) => between(min, max, Number.isFinite, 'a number');
const integer = (min: number, max: number) => between(min, max, Number.isInteger, 'a whole number');
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `must be one of: ${values.join(', ')}`);
const list = text.transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);
const httpAddress = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''));
const postgresAddress = text.regex(/^postgres(ql)?:\/\/\S+$/, 'must be postgres://user:password@host:port/database');
const PROXY = /^(loopback|linklocal|uniquelocal|[\da-f.:]+(\/\d{1,3})?)$/i;
const HOST_AND_PORT = /^(\[[0-9a-fA-F:.]+\]|[^\s:,[\]]+):\d{1,5}$/;

const transcribes = (others: Readonly<Record<string, unknown>>) =>
  Array.isArray(others.WORKER_QUEUES) && others.WORKER_QUEUES.includes('transcribe') && 'WORKER_QUEUES includes transcribe';
const cores = { default: String(availableParallelism()), defaultMeans: "the machine's number of cores" };

const SERVER = ['api', 'worker'] as const;

export const SETTINGS = {
  DATABASE_URL: setting({
    schema: postgresAddress,
    roles: ['api', 'worker', 'migrate'],
    meaning: 'Postgres 15 or newer: postgres://user:password@host:port/database.',
  }),
  TEMPORAL_ADDRESS: setting({
    schema: text.regex(HOST_AND_PORT, 'must be host:port'),
    roles: SERVER,
    meaning: 'Temporal, host:port.',
    default: '127.0.0.1:7233',
  }),
  TEMPORAL_NAMESPACE: setting({ schema: text, roles: SERVER, meaning: "Temporal's namespace.", default: 'default' }),

  S3_ENDPOINT: setting({ schema: httpAddress, roles: SERVER, meaning: 'Address of the object store: MinIO or any S3.' }),
  S3_PUBLIC_ENDPOINT: setting({
    schema: httpAddress,
    optionalFor: SERVER,
    meaning: 'Address of the object store as browsers reach it; empty: S3_ENDPOINT.',
  }),
  S3_REGION: setting({ schema: text, roles: SERVER, meaning: 'Region of the bucket.', default: 'us-east-1' }),
  S3_ACCESS_KEY: setting({ schema: text, roles: SERVER, meaning: 'Access key of the object store.' }),
  S3_SECRET_KEY: setting({ schema: text, roles: SERVER, meaning: 'Secret key of the object store.' }),
  S3_BUCKET: setting({
    schema: text.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be a bucket name'),
    roles: SERVER,
    meaning: 'Bucket of the media; made at the start if it is missing.',
    default: 'reels',
  }),

  API_HOST: setting({ schema: text, roles: ['api', 'cli'], meaning: 'Address on which the API listens.', default: '127.0.0.1' }),
  API_PORT: setting({
    schema: integer(0, 65535),
    roles: ['api', 'cli'],
    meaning: 'Port on which the API listens; 0: any free one.',
    default: '4000',
  }),
  API_KEY: setting({
    schema: text.regex(/^[\x21-\x7e]{16,}$/, 'must have at least 16 characters, without spaces'),
    roles: ['api'],
    optionalFor: ['cli'],
    meaning: 'Key of the API, sent as "Authorization: Bearer KEY"; at least 16 characters. The embedded stack makes its own.',
    requiredBecause: (others) => others.REELS_API_URL !== undefined && 'REELS_API_URL is set',
  }),
  TRUSTED_PROXIES: setting({
    schema: list.refine(
      (proxies) => proxies.every((proxy) => PROXY.test(proxy)),
      'must be IP addresses, ranges (10.0.0.0/8), loopback, linklocal or uniquelocal',
    ),
    roles: ['api'],
    meaning:
      'Reverse proxies whose x-forwarded-for is believed, so that attempts to sign in are counted by the address behind them: IP addresses, ranges (10.0.0.0/8), or loopback, linklocal, uniquelocal for those networks.',
    default: 'loopback,linklocal,uniquelocal',
  }),
  OWNER_TOKEN: setting({
    schema: text.regex(/^[\w-]{16,}$/, 'must be at least 16 letters, digits, - or _'),
    optionalFor: ['api'],
    meaning:
      'Opens /welcome#TOKEN of the console, where the first account is made; good until there is one. The embedded stack draws its own at each start.',
  }),
  CONSOLE_DIR: setting({
    schema: text,
    optionalFor: ['api'],
    meaning: 'Folder of the built console, which the API then serves; empty: it serves none.',
  }),
  SUPPORT_ADDRESS: setting({
    schema: text.regex(/^(mailto:)?[^\s@:]+@[^\s@]+$|^https?:\/\/\S+$/, 'must be an e-mail address or an http or https address'),
    optionalFor: ['api'],
    meaning: 'Where users of this installation find help: an e-mail address or a page; the console shows it.',
  }),
  NODE_ENV: setting({
    schema: oneOf(['production', 'development', 'test']),
    roles: SERVER,
    meaning: 'In production the API answers no introspection.',
    default: 'production',
  }),
  LOG_LEVEL: setting({
    schema: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    roles: ['api', 'worker', 'cli', 'migrate'],
    meaning: 'The least weighty log line that is written.',
    default: 'info',
  }),

  MAX_EPISODE_HOURS: setting({ schema: number(0.01, 100), roles: SERVER, meaning: 'Longest episode, in hours.', default: '12' }),
  MAX_UPLOAD_GB: setting({
    schema: number(0.001, 150),
    roles: SERVER,
    meaning: 'Largest file, in GB (10^9 bytes).',
    default: '20',
  }),
  ALLOWED_PRIVATE_HOSTS: setting({
    schema: list.refine((hosts) => hosts.every((host) => HOST_AND_PORT.test(host)), 'must be host:port, separated by commas'),
    roles: SERVER,
    meaning:
      'Hosts of private networks (host:port, separated by commas) from which episodes may be fetched; all others are refused.',
    default: '',
  }),

  WORKER_QUEUES: setting({
    schema: list.pipe(z.array(oneOf(QUEUES)).min(1, 'must name at least one queue')),
    roles: ['worker'],
    meaning: 'Task queues that this worker serves.',
    default: QUEUES.join(','),
  }),
  WORKER_BUILD_ID: setting({
    schema: text,
    optionalFor: ['worker'],
    meaning: 'Build id for worker versioning; empty: workflows go on with whichever worker is there.',
  }),
  WORK_DIR: setting({
    schema: text,
    roles: ['worker'],
    meaning: 'Scratch folder of a worker.',
    default: join(tmpdir(), 'podcast-to-reels'),
    defaultMeans: "podcast-to-reels in the system's temporary folder",
  }),
  RENDER_SLOTS: setting({
    schema: integer(1, 256),
    roles: ['worker'],
    meaning: 'How many reels are rendered at once.',
    ...cores,
  }),
  TRANSCRIBE_THREADS: setting({
    schema: integer(1, 256),
    roles: ['worker'],
    meaning: 'Threads of the speech recognizer.',
    ...cores,
  }),
  DRAIN_SECONDS: setting({
    schema: integer(0, 3600),
    roles: ['worker', 'cli'],
    meaning: 'How long a worker that is told to stop may take to finish what runs.',
    default: '30',
  }),

  FFMPEG_PATH: setting({
    schema: text,
    roles: ['worker', 'cli'],
    meaning: 'ffmpeg: a path, or a name to look up on the PATH.',
    default: 'ffmpeg',
  }),
  FFPROBE_PATH: setting({
    schema: text,
    roles: ['worker', 'cli'],
    meaning: 'ffprobe: a path, or a name to look up on the PATH.',
    default: 'ffprobe',
  }),
  WHISPER_CLI_PATH: setting({
    schema: text,
    roles: ['worker', 'cli'],
    meaning: "whisper.cpp's whisper-cli: a path, or a name to look up on the PATH.",
    default: 'whisper-cli',
  }),
  WHISPER_MODEL_PATH: setting({
    schema: text,
    optionalFor: ['worker', 'cli'],
    meaning: 'Speech model, ggml-base.bin; a worker that transcribes needs it.',
    requiredBecause: transcribes,
  }),
  VAD_MODEL_PATH: setting({
    schema: text,
    optionalFor: ['worker', 'cli'],
    meaning: 'Voice activity model, silero_vad_v6.onnx; a worker that transcribes needs it.',
    requiredBecause: transcribes,
  }),
  SPEAKER_MODEL_PATH: setting({
    schema: text,
    optionalFor: ['worker', 'cli'],
    meaning: 'Speaker embedding model; empty: speakers stay unknown.',
  }),

  TRANSCRIBER: setting({
    schema: oneOf(['local', 'openai']),
    roles: ['worker'],
    meaning: "Who recognizes speech: the local model, or OpenAI's API, which hears the recording and is paid.",
    default: 'local',
  }),
  OPENAI_API_KEY: setting({
    schema: text,
    optionalFor: ['worker'],
    meaning: 'Key of the OpenAI API.',
    requiredBecause: (others) => others.TRANSCRIBER === 'openai' && 'TRANSCRIBER is openai',
  }),
  OPENAI_BASE_URL: setting({
    schema: httpAddress,
    optionalFor: ['worker'],
    meaning: "Address of a service that speaks the OpenAI API; empty: OpenAI's own.",
  }),

  REELS_HOME: setting({
    schema: text,
    roles: ['cli'],
    meaning: 'Cache and data of the embedded stack.',
    default: join(homedir(), '.podcast-to-reels'),
    defaultMeans: ".podcast-to-reels in the home folder; for root, whose home is closed to Postgres, a folder under /var/lib/podcast-to-reels",
  }),
  REELS_API_URL: setting({
    schema: httpAddress,
    optionalFor: ['cli'],
    meaning: 'A running API to use in place of the embedded stack; needs API_KEY.',
  }),
  POSTGRES_BIN_DIR: setting({
    schema: text,
    optionalFor: ['cli'],
    meaning: "Folder of Postgres' programs for the embedded stack; empty: looked for, else fetched.",
  }),
  TEMPORAL_PATH: setting({
    schema: text,
    roles: ['cli'],
    meaning: "Temporal's program: a path, or a name to look up on the PATH.",
    default: 'temporal',
  }),
  MINIO_PATH: setting({
    schema: text,
    roles: ['cli'],
    meaning: "MinIO's program: a path, or a name to look up on the PATH.",
    default: 'minio',
  }),
};

type Table = typeof SETTINGS;
export type SettingName = keyof Table;
type Value<Name extends SettingName> = z.output<Table[Name]['schema']>;

/** What one role reads, parsed, under the names that the environment uses. */
export type Settings<R extends Role> = {
  readonly [Name in SettingName as R extends Table[Name]['roles'][number] ? Name : never]: Value<Name>;
} & {
  readonly [Name in SettingName as R extends Table[Name]['optionalFor'][number] ? Name : never]: Value<Name> | undefined;
};

/** The environment as the process was given it, for handing on to child processes and to the embedded stack. */
export const processEnvironment: Readonly<Record<string, string | undefined>> = process.env;

/** Settings that are wrong or missing, all of them at once. The message never repeats a value: it may be a secret. */
export class SettingsError extends Error {
  constructor(readonly problems: { name: SettingName; problem: string }[]) {
    super(
      [
        'The settings are not right:',
        ...problems.map(({ name, problem }) => `  ${name} ${problem}. ${SETTINGS[name].meaning}`),
      ].join('\n'),
    );
    this.name = 'SettingsError';
  }
}

/**
 * Reads the settings of a role. An empty value counts as not given.
 * Throws a SettingsError that names every wrong or missing one.
 */
export function readSettings<R extends Role>(
  role: R,
  env: Readonly<Record<string, string | undefined>> = processEnvironment,
): Settings<R> {
  const settings: Record<string, unknown> = {};
  const problems: SettingsError['problems'] = [];
  const entries = Object.entries(SETTINGS) as [SettingName, Entry<Schema, readonly Role[], readonly Role[]>][];
  const ofRole = entries.filter(([, { roles, optionalFor }]) => roles.includes(role) || optionalFor.includes(role));

  for (const [name, entry] of ofRole) {
    const given = env[name]?.trim() || entry.default;
    if (given === undefined) {
      if (entry.roles.includes(role)) problems.push({ name, problem: 'is missing' });
      continue;
    }
    const parsed = entry.schema.safeParse(given);
    if (parsed.success) settings[name] = parsed.data;
    else problems.push({ name, problem: parsed.error.issues[0]?.message ?? 'is wrong' });
  }
  for (const [name, { requiredBecause }] of ofRole) {
    const reason = !(name in settings) && requiredBecause?.(settings);
    if (reason && !problems.some((known) => known.name === name)) problems.push({ name, problem: `is missing, and ${reason}` });
  }

  if (problems.length > 0) throw new SettingsError(problems);
  return settings as Settings<R>;
}

/** Takes the settings of a `.env` file in this folder into the environment, where there is one. What is set already stays. */
export function loadEnvFile(folder = process.cwd()): void {
  const file = join(folder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The environment for a child process: this process's own with some values set. */
export function childEnvironment(values: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...values };
}

/** The text of `.env.example`: every setting with its meaning, who reads it and its default. */
export function envExample(): string {
  const head = [
    '# Settings. Copy this file to .env and change what you need; what is commented out shows the default.',
    '# `npm run reels` and `npm start` need none of them: the embedded stack sets what its parts need.',
  ];
  const blocks = (Object.entries(SETTINGS) as [string, Entry<Schema, readonly Role[], readonly Role[]>][]).map(
    ([name, entry]) => {
      const required = entry.roles.length > 0 && entry.default === undefined;
      const facts = [
        required ? `Required by: ${entry.roles.join(', ')}.` : `Read by: ${[...entry.roles, ...entry.optionalFor].join(', ')}.`,
        entry.defaultMeans && `Default: ${entry.defaultMeans}.`,
      ];
      const value = entry.defaultMeans ? '' : (entry.default ?? '');
      return [`# ${[entry.meaning, ...facts].filter(Boolean).join(' ')}`, `${required ? '' : '# '}${name}=${value}`].join('\n');
    },
  );
  return `${head.join('\n')}\n\n${blocks.join('\n\n')}\n`;
}
