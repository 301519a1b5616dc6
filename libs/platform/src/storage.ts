import { UserError } from '@reels/contracts';
import { Client } from 'minio';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { hasCode, ObjectMissingError, storageFailure, withRetries } from './storageFailures.js';
import { inParts, PART_BYTES } from './storageParts.js';
import { transportWithTimeout } from './storageTransport.js';

/** A signed address lives at most this long. */
export const MAX_SIGNED_SECONDS = 900;

export { ObjectMissingError, PART_BYTES };

export interface StoreOptions {
  endpoint: string;
  /** Address put into signed URLs; the endpoint unless given. */
  publicEndpoint?: string | undefined;
  region: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
}

export interface StoredObject {
  bytes: number;
  /** Hex. */
  sha256: string;
}

export interface TransferOptions {
  signal?: AbortSignal | undefined;
  /** Told the bytes moved so far. */
  onProgress?: ((bytes: number) => void) | undefined;
}

export interface ObjectFacts {
  bytes: number;
  contentType: string | null;
  etag: string;
}

export interface UploadedPart {
  /** From 1. */
  partNumber: number;
  etag: string;
}

/** The parts of a multipart upload do not make an object: unknown etag, missing part, or one that is too small. */
export class PartsError extends Error {}

/** The parts of an upload can be listed by the client but only from within. */
class S3Client extends Client {
  partsOf(bucket: string, key: string, uploadId: string) {
    return this.listParts(bucket, key, uploadId);
  }
}

/**
 * The bucket of the product. Objects appear whole or not at all. Methods throw UserError STORAGE_DOWN when the store does not
 * answer (after four tries), DISK_FULL when it has no room left, and ObjectMissingError where an object that is read does not
 * exist.
 */
export class ObjectStore {
  readonly #client: S3Client;
  readonly #signer: Client;
  readonly #bucket: string;
  readonly #region: string;

  constructor(options: StoreOptions) {
    this.#bucket = options.bucket;
    this.#region = options.region;
    this.#client = connect(options, options.endpoint);
    this.#signer = connect(options, options.publicEndpoint ?? options.endpoint);
  }

  static fromSettings(settings: {
    readonly S3_ENDPOINT: string;
    readonly S3_PUBLIC_ENDPOINT?: string | undefined;
    readonly S3_REGION: string;
    readonly S3_ACCESS_KEY: string;
    readonly S3_SECRET_KEY: string;
    readonly S3_BUCKET: string;
  }): ObjectStore {
    return new ObjectStore({
      endpoint: settings.S3_ENDPOINT,
      publicEndpoint: settings.S3_PUBLIC_ENDPOINT,
      region: settings.S3_REGION,
      accessKey: settings.S3_ACCESS_KEY,
      secretKey: settings.S3_SECRET_KEY,
      bucket: settings.S3_BUCKET,
    });
  }

  /** Makes the bucket if it is missing. */
  async ensureBucket(): Promise<void> {
    await withRetries(async () => {
      if (await this.#client.bucketExists(this.#bucket)) return;
      await this.#client.makeBucket(this.#bucket, this.#region).catch((error: unknown) => {
        if (!hasCode(error, 'BucketAlreadyOwnedByYou')) throw error;
      });
    });
  }

  /** Throws UserError STORAGE_DOWN unless the store answers and has the bucket. */
  async ping(): Promise<void> {
    const exists = await this.#client.bucketExists(this.#bucket).catch((error: unknown) => {
      throw storageFailure(error);
    });
    if (!exists) throw new UserError('STORAGE_DOWN', `The bucket ${this.#bucket} is missing.`);
  }

  /**
   * Stores a buffer, a stream or the file of this path, its digest taken on the way. A part at a time is held in memory; progress
   * is told when the store has confirmed a part.
   */
  async put(
    key: string,
    source: Buffer | Readable | string,
    options: TransferOptions & { contentType?: string } = {},
  ): Promise<StoredObject> {
    const { signal, onProgress, contentType = 'application/octet-stream' } = options;
    const stream = typeof source === 'string' ? createReadStream(source, { highWaterMark: 1024 * 1024 }) : source;
    const sha256 = createHash('sha256');
    const parts: UploadedPart[] = [];
    let bytes = 0;
    let uploadId: string | undefined;
    try {
      for await (const part of inParts(Buffer.isBuffer(stream) ? [stream] : stream)) {
        signal?.throwIfAborted();
        sha256.update(part);
        if (uploadId === undefined && part.length < PART_BYTES) {
          await withRetries(() => this.#client.putObject(this.#bucket, key, part, part.length, { 'Content-Type': contentType }));
        } else {
          uploadId ??= await this.beginMultipart(key, { contentType });
          parts.push(await this.#putPart(key, uploadId, parts.length + 1, part));
        }
        bytes += part.length;
        onProgress?.(bytes);
      }
      signal?.throwIfAborted();
      if (uploadId !== undefined) await this.completeMultipart(key, uploadId, parts);
    } catch (error) {
      // The first failure is the one to tell; parts that stay behind when the store is down show nowhere and expire there.
      if (uploadId !== undefined) await this.abortMultipart(key, uploadId).catch(() => undefined);
      throw error;
    } finally {
      if (stream instanceof Readable) stream.destroy();
    }
    return { bytes, sha256: sha256.digest('hex') };
  }

  async get(key: string): Promise<Readable> {
    return withRetries(() => this.#client.getObject(this.#bucket, key), key);
  }

  /** Reads a whole small object. */
  async read(key: string): Promise<Buffer> {
    return withRetries(async () => Buffer.concat(await (await this.#client.getObject(this.#bucket, key)).toArray()), key);
  }

  /** Writes the object to a file, which appears whole or not at all. */
  async download(key: string, filePath: string, options: TransferOptions = {}): Promise<StoredObject> {
    const partial = `${filePath}.${randomUUID()}.part`;
    const sha256 = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sha256.update(chunk);
        bytes += chunk.length;
        options.onProgress?.(bytes);
        done(null, chunk);
      },
    });
    const source = await this.get(key);
    try {
      await pipeline(source, measure, createWriteStream(partial), { signal: options.signal });
      await rename(partial, filePath);
    } catch (error) {
      await rm(partial, { force: true });
      throw options.signal?.aborted ? error : storageFailure(error);
    }
    return { bytes, sha256: sha256.digest('hex') };
  }

  /** Null when there is no such object. */
  async stat(key: string): Promise<ObjectFacts | null> {
    try {
      const facts = await withRetries(() => this.#client.statObject(this.#bucket, key), key);
      const contentType: unknown = facts.metaData['content-type'];
      return { bytes: facts.size, contentType: typeof contentType === 'string' ? contentType : null, etag: facts.etag };
    } catch (error) {
      if (error instanceof ObjectMissingError) return null;
      throw error;
    }
  }

  async exists(key: string): Promise<boolean> {
    return (await this.stat(key)) !== null;
  }

  /** Removing what is not there is fine. */
  async remove(key: string): Promise<void> {
    await withRetries(() => this.#client.removeObject(this.#bucket, key));
  }

  /** The keys that begin so, in the order of their letters. */
  async list(prefix: string): Promise<string[]> {
    return withRetries(async () => {
      const keys: string[] = [];
      for await (const object of this.#client.listObjectsV2(this.#bucket, prefix, true)) {
        if (object.name !== undefined) keys.push(object.name);
      }
      return keys;
    });
  }

  /** Removes every object whose key begins so; the prefix must end with "/", lest it match a neighbour. Answers how many. */
  async removePrefix(prefix: string): Promise<number> {
    if (!/[^/]\/$/.test(prefix)) throw new TypeError(`A prefix to remove must name a folder: ${prefix}`);
    return withRetries(async () => {
      const keys = await this.list(prefix);
      const failed = (await this.#client.removeObjects(this.#bucket, keys)).filter((answer) => answer?.Error);
      if (failed.length > 0)
        throw new Error(`${failed.length} objects under ${prefix} could not be removed: ${failed[0]?.Error?.Message}`);
      return keys.length;
    });
  }

  /**
   * An address that gives the object for `seconds` (at most 900) to whoever has it; `fileName` makes browsers save it under that
   * name.
   */
  async signGet(key: string, options: { fileName?: string; seconds?: number } = {}): Promise<string> {
    const disposition = options.fileName && `attachment; filename*=UTF-8''${encodeURIComponent(options.fileName)}`;
    return this.#signer.presignedUrl(
      'GET',
      this.#bucket,
      key,
      lifetime(options.seconds),
      disposition ? { 'response-content-disposition': disposition } : {},
    );
  }

  /** Where signed addresses lead, as `https://host:port`. */
  async publicOrigin(): Promise<string> {
    return new URL(await this.signGet('any')).origin;
  }

  /** Begins an upload by parts; answers its id in the store. */
  async beginMultipart(key: string, options: { contentType?: string } = {}): Promise<string> {
    const headers = { 'Content-Type': options.contentType ?? 'application/octet-stream' };
    return withRetries(() => this.#client.initiateNewMultipartUpload(this.#bucket, key, headers));
  }

  /** An address to which one part (from 1) can be PUT; its answer's ETag header goes into completeMultipart. */
  async signPart(key: string, uploadId: string, partNumber: number, seconds?: number): Promise<string> {
    return this.#signer.presignedUrl('PUT', this.#bucket, key, lifetime(seconds), { uploadId, partNumber: String(partNumber) });
  }

  /** Makes the parts one object; safe to repeat. Throws PartsError when they do not fit together. */
  async completeMultipart(key: string, uploadId: string, parts: UploadedPart[]): Promise<ObjectFacts> {
    const ordered = [...parts]
      .sort((a, b) => a.partNumber - b.partNumber)
      .map(({ partNumber, etag }) => ({ part: partNumber, etag }));
    try {
      await withRetries(() => this.#client.completeMultipartUpload(this.#bucket, key, uploadId, ordered));
    } catch (error) {
      if (hasCode(error, 'InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'MalformedXML')) {
        throw new PartsError('The uploaded parts do not fit together.', { cause: error });
      }
      // Unknown after it was completed before, by a request whose answer was lost: then the object is there.
      if (!hasCode(error, 'NoSuchUpload')) throw error;
    }
    const facts = await this.stat(key);
    if (!facts) throw new PartsError('There is no such upload.');
    return facts;
  }

  /** Aborting what is not there is fine. */
  async abortMultipart(key: string, uploadId: string): Promise<void> {
    await withRetries(() => this.#client.abortMultipartUpload(this.#bucket, key, uploadId)).catch((error: unknown) => {
      if (!hasCode(error, 'NoSuchUpload')) throw error;
    });
  }

  /** The parts that have arrived; empty when there is no such upload. */
  async listParts(key: string, uploadId: string): Promise<(UploadedPart & { bytes: number })[]> {
    try {
      const parts = await withRetries(() => this.#client.partsOf(this.#bucket, key, uploadId));
      return parts.map(({ part, etag, size }) => ({ partNumber: part, etag, bytes: size }));
    } catch (error) {
      if (hasCode(error, 'NoSuchUpload')) return [];
      throw error;
    }
  }

  async #putPart(key: string, uploadId: string, partNumber: number, part: Buffer): Promise<UploadedPart> {
    const place = { bucketName: this.#bucket, objectName: key, uploadID: uploadId, partNumber };
    const { etag } = await withRetries(() => this.#client.uploadPart({ ...place, headers: {} }, part));
    return { partNumber, etag };
  }
}

function connect(options: StoreOptions, address: string): S3Client {
  const { hostname, port, protocol } = new URL(address);
  const useSSL = protocol === 'https:';
  return new S3Client({
    endPoint: hostname,
    port: port ? Number(port) : useSSL ? 443 : 80,
    useSSL,
    region: options.region,
    accessKey: options.accessKey,
    secretKey: options.secretKey,
    transport: transportWithTimeout(useSSL),
    // The client's own retries write to the console; withRetries takes their place.
    retryOptions: { disableRetry: true },
  });
}

function lifetime(seconds = MAX_SIGNED_SECONDS): number {
  if (seconds < 1 || seconds > MAX_SIGNED_SECONDS)
    throw new RangeError(`A signed address lives 1 to ${MAX_SIGNED_SECONDS} seconds.`);
  return Math.floor(seconds);
}
