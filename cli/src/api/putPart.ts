import { createReadStream } from 'node:fs';
import { request as http } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as https } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A stretch of a file. */
export interface FilePart {
  path: string;
  start: number;
  bytes: number;
}

export interface PutOptions {
  /** Told of the bytes that were handed to the network, as they go. */
  onBytes: (bytes: number) => void;
  signal: AbortSignal;
}

/** A connection without a sign of life for so long is given up. */
const IDLE_MS = 60_000;

/**
 * Sends a part of a file by HTTP PUT to a signed address; returns its ETag.
 * `fetch` won't do: with a stream it sends chunks, which the S3 protocol refuses, and it doesn't tell how far it is.
 */
export async function putPart(url: string, { path, start, bytes }: FilePart, { onBytes, signal }: PutOptions): Promise<string> {
  const send = url.startsWith('https:') ? https : http;
  const request = send(url, { method: 'PUT', headers: { 'content-length': bytes }, signal, timeout: IDLE_MS });
  request.on('timeout', () => request.destroy(new Error('The object store went silent.')));
  const answered = new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject));
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  const sent = pipeline(createReadStream(path, { start, end: start + bytes - 1 }), counter, request);
  // A refusal may come before all is sent: the answer says more than the broken pipe.
  sent.catch(() => {});
  const response = await answered;
  response.resume();
  const { etag } = response.headers;
  if (response.statusCode !== 200 || !etag) throw new Error(`The object store answered ${response.statusCode}.`);
  await sent;
  return etag;
}
