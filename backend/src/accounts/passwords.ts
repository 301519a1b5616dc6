import { randomBytes } from 'node:crypto';
import { argon2Verify, argon2id } from 'hash-wasm';
import { InvalidInput } from '../graphql/errors.js';

const LENGTH = { min: 10, max: 200 };

/** OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two passes and one lane. */
const ARGON2 = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 };
const SALT_BYTES = 16;

/** The same letters may be typed as different code points (NIST SP 800-63B, 3.1.1.2). */
const normal = (password: string): string => password.normalize('NFKC');

/** Null when it will do; else what is wrong with it, as of the field that it came in. */
export const refusePassword = (field: string, password: string): InvalidInput | null =>
  password.length < LENGTH.min || password.length > LENGTH.max
    ? new InvalidInput(field, `A password has ${LENGTH.min} to ${LENGTH.max} characters.`)
    : null;

/** In the PHC format, with its salt and parameters. */
export const hashPassword = (password: string): Promise<string> =>
  argon2id({ ...ARGON2, password: normal(password), salt: randomBytes(SALT_BYTES), outputType: 'encoded' });

export const isPassword = (password: string, hash: string): Promise<boolean> =>
  argon2Verify({ password: normal(password), hash });
