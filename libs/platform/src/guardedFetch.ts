import type { Readable } from 'node:stream';

export interface FetchOptions {
  /** More than this many bytes are refused with TOO_LARGE. */
  maxBytes: number;
  signal?: AbortSignal;
  /** Told the bytes received so far. */
  onProgress?: (bytes: number) => void;
  /** Hosts ("name:port") that may be fetched from although their addresses are private. */
  allowPrivate?: readonly string[];
}

export interface Fetched {
  /** The body; fails with a UserError (TOO_LARGE, ADDRESS_FAILED) when it grows too large or breaks off. */
  stream: Readable;
  /** Bytes announced by the server; null where it announces none. */
  bytes: number | null;
  contentType: string | null;
  /** From the Content-Disposition header, else from the path. */
  fileName: string;
}

/**
 * Fetches a file from a public http(s) address.
 * Throws UserError ADDRESS_REFUSED (private, credentials, other protocols), ADDRESS_FAILED (no answer, not found, a web page) or
 * TOO_LARGE.
 */
export declare function guardedFetch(url: string, options: FetchOptions): Promise<Fetched>;
