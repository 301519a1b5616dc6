import type { Readable } from 'node:stream';

/** Bytes of one part of a multipart upload. An object has at most 10,000 parts, so this bounds it to 156 GiB. */
export const PART_BYTES = 16 * 1024 * 1024;

/** A signed address lives at most this long. */
export const MAX_SIGNED_SECONDS = 900;

export interface StoreOptions {
  endpoint: string;
  /** Address put into signed URLs; the endpoint unless given. */
  publicEndpoint?: string;
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
  signal?: AbortSignal;
  /** Told the bytes moved so far. */
  onProgress?: (bytes: number) => void;
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

/** The parts of a multipart upload do not make an object: unknown etag, missing part, or too small. */
export class PartsError extends Error {}

/** There is no object of this key. */
export class ObjectMissingError extends Error {
  constructor(readonly key: string) {
    super(`There is no object ${key}.`);
  }
}

/**
 * The bucket of the product. Objects appear whole or not at all. Methods throw UserError STORAGE_DOWN when the store does not
 * answer, and ObjectMissingError where an object that is read does not exist.
 */
export declare class ObjectStore {
  constructor(options: StoreOptions);
  static fromSettings(settings: {
    S3_ENDPOINT: string;
    S3_PUBLIC_ENDPOINT?: string | undefined;
    S3_REGION: string;
    S3_ACCESS_KEY: string;
    S3_SECRET_KEY: string;
    S3_BUCKET: string;
  }): ObjectStore;

  /** Makes the bucket if it is missing. */
  ensureBucket(): Promise<void>;
  /** Throws UserError STORAGE_DOWN unless the store answers. */
  ping(): Promise<void>;

  /** Stores a buffer, a stream or the file of this path. */
  put(key: string, source: Buffer | Readable | string, options?: TransferOptions & { contentType?: string }): Promise<StoredObject>;
  get(key: string): Promise<Readable>;
  /** Reads a whole small object. */
  read(key: string): Promise<Buffer>;
  /** Writes the object to a file, which appears whole or not at all. */
  download(key: string, filePath: string, options?: TransferOptions): Promise<StoredObject>;
  /** Null when there is no such object. */
  stat(key: string): Promise<ObjectFacts | null>;
  exists(key: string): Promise<boolean>;
  /** Removing what is not there is fine. */
  remove(key: string): Promise<void>;
  /** Removes every object whose key begins so; the prefix must end with "/". Answers how many. */
  removePrefix(prefix: string): Promise<number>;

  /** An address that gives the object for `seconds` (at most 900); `fileName` makes browsers save it under that name. */
  signGet(key: string, options?: { fileName?: string; seconds?: number }): Promise<string>;

  /** Begins an upload by parts; answers its id in the store. */
  beginMultipart(key: string, options?: { contentType?: string }): Promise<string>;
  /** An address to which one part (from 1) can be PUT; its answer's ETag header goes into completeMultipart. */
  signPart(key: string, uploadId: string, partNumber: number, seconds?: number): Promise<string>;
  /** Makes the parts one object; safe to repeat. Throws PartsError when they do not fit together. */
  completeMultipart(key: string, uploadId: string, parts: UploadedPart[]): Promise<ObjectFacts>;
  /** Aborting what is not there is fine. */
  abortMultipart(key: string, uploadId: string): Promise<void>;
  listParts(key: string, uploadId: string): Promise<(UploadedPart & { bytes: number })[]>;
}
