import { UserError } from '@reels/contracts';
import { S3Error } from 'minio';
import { setTimeout as sleep } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';

/** There is no object of this key. */
export class ObjectMissingError extends Error {
  constructor(readonly key: string) {
    super(`There is no object ${key}.`);
  }
}

const TRIES = 4;
const FIRST_PAUSE_MS = 200;

const OUTAGES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Whether the store refused a request with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof S3Error && codes.includes(error.code ?? '');
}

/** Whether the store, or the way to it, is down, so that the same request may succeed later. */
function isOutage(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.every(isOutage);
  if ('code' in error && OUTAGES.has(String(error.code))) return true;
  // What the client says of answers 408, 429 and 5xx.
  return (
    error.message.startsWith('Request failed after') ||
    hasCode(error, 'SlowDown', 'ServiceUnavailable', 'InternalError', 'XMinioServerNotInitialized')
  );
}

/** What is thrown when talking to the store failed: in the product's own words where it has some. */
export function storageFailure(error: unknown, key?: string): unknown {
  if (key !== undefined && hasCode(error, 'NoSuchKey', 'NotFound')) return new ObjectMissingError(key);
  if (hasCode(error, 'XMinioStorageFull') || (isNativeError(error) && 'code' in error && error.code === 'ENOSPC'))
    return new UserError('DISK_FULL');
  if (isOutage(error)) return new UserError('STORAGE_DOWN', isNativeError(error) ? error.message : '');
  return error;
}

/** Repeats a request that may safely be repeated while the store does not answer; throws storageFailure after four tries. */
export async function withRetries<T>(request: () => Promise<T>, key?: string): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      if (attempt === TRIES || !isOutage(error)) throw storageFailure(error, key);
      await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
