import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const Credentials = z.object({ apiKey: z.string(), databasePassword: z.string(), s3AccessKey: z.string(), s3SecretKey: z.string() });
export type Credentials = z.infer<typeof Credentials>;

/** 192 bits, in letters that stand in an address. */
export const secret = (): string => randomBytes(24).toString('base64url');

/** The secrets of a stack, drawn once and kept beside its data, readable for its owner alone. */
export function openCredentials(file: string): Credentials {
  if (existsSync(file)) return Credentials.parse(JSON.parse(readFileSync(file, 'utf8')));
  const credentials: Credentials = { apiKey: secret(), databasePassword: secret(), s3AccessKey: randomBytes(10).toString('hex'), s3SecretKey: secret() };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(credentials), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return credentials;
}
