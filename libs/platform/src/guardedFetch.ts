import { UserError } from '@reels/contracts';
import ipaddr from 'ipaddr.js';
import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';

const MAX_REDIRECTS = 5;
const CONNECT_MS = 15_000;
/** A server that sends nothing for this long has broken off. */
const IDLE_MS = 30_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface FetchOptions {
  /** More than this many bytes are refused with TOO_LARGE. */
  maxBytes: number;
  signal?: AbortSignal | undefined;
  /** Told the bytes received so far. */
  onProgress?: ((bytes: number) => void) | undefined;
  /** Hosts ("name:port") that may be fetched from although their addresses are private. */
  allowPrivate?: readonly string[];
  /** How long a server may send nothing; 30 s unless given. */
  idleMs?: number;
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
 * Fetches a file from a public http(s) address. Names are resolved once and the connection goes to the address that was checked;
 * each redirect (at most 5) is checked anew.
 * Throws UserError ADDRESS_REFUSED (private, credentials, other protocols), ADDRESS_FAILED (no answer, not found, a web page) or
 * TOO_LARGE; when aborted, the signal's reason.
 */
export async function guardedFetch(address: string, options: FetchOptions): Promise<Fetched> {
  const idleMs = options.idleMs ?? IDLE_MS;
  let url = parse(address);
  for (let redirects = 0; ; redirects += 1) {
    const agent = new Agent({
      connect: { timeout: CONNECT_MS, lookup: guardOf(url, options) },
      headersTimeout: idleMs,
      bodyTimeout: idleMs,
    });
    try {
      const answer = await request(url, {
        dispatcher: agent,
        signal: options.signal ?? null,
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'podcast-to-reels' },
      });
      if (!REDIRECTS.has(answer.statusCode)) return await take(answer, url, agent, options);
      if (redirects === MAX_REDIRECTS) throw new UserError('ADDRESS_FAILED', `It redirects more than ${MAX_REDIRECTS} times.`);
      url = parse(String(answer.headers.location ?? ''), url);
    } catch (error) {
      await agent.destroy();
      throw failure(error, options.signal);
    }
    await agent.destroy();
  }
}

/** Reads a URL that may be fetched as far as its text tells. */
function parse(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new UserError('ADDRESS_REFUSED', 'It is not a complete address.');
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UserError('ADDRESS_REFUSED', 'Only http and https are fetched.');
  if (url.username || url.password) throw new UserError('ADDRESS_REFUSED', 'It contains a user name or password.');
  return url;
}

/**
 * Why an address will not be fetched, as far as its text tells; which addresses a name has is only asked when it is fetched.
 * @param allowPrivate hosts ("name:port") that may be fetched from although their addresses are private
 * @returns UserError ADDRESS_REFUSED; null when nothing speaks against it yet
 */
export function refuseAddress(address: string, allowPrivate: readonly string[] = []): UserError | null {
  try {
    const url = parse(address);
    if (!isAllowed(url, allowPrivate)) requirePublicHost(url);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function isAllowed({ hostname, port, protocol }: URL, allowPrivate: readonly string[] = []): boolean {
  return allowPrivate.includes(`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`);
}

/** This machine by its name (RFC 6761), whatever that resolves to. */
const LOCAL_NAME = /(^|\.)localhost\.?$/i;

/** Throws for a host that is a private address by itself, or this machine. */
function requirePublicHost({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (LOCAL_NAME.test(host) || (isIP(host) !== 0 && !isPublic(host))) throw privateAddress(hostname);
}

/**
 * The name resolver of a connection to this URL: it answers only addresses that were checked, all of them or none. A host that is
 * an address by itself is never resolved, so it is checked at once.
 */
function guardOf(url: URL, { allowPrivate }: FetchOptions): LookupFunction {
  const mayBePrivate = isAllowed(url, allowPrivate);
  if (!mayBePrivate) requirePublicHost(url);

  return (name, lookupOptions, done) => {
    lookup(name, { ...lookupOptions, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '');
      if (!mayBePrivate && !addresses.every(({ address }) => isPublic(address))) return done(privateAddress(name), '');
      if (lookupOptions.all) return done(null, addresses);
      const [first] = addresses;
      return first ? done(null, first.address, first.family) : done(new Error(`${name} has no address.`), '');
    });
  };
}

/** Whether an address belongs to the public internet: not private, local, reserved, or a tunnel to such. */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}

function privateAddress(host: string): UserError {
  return new UserError('ADDRESS_REFUSED', `${host} is in a private network; ALLOWED_PRIVATE_HOSTS may permit it.`);
}

/** Turns an answer into the file, or into the reason why it is none. Looks at the first bytes for that. */
async function take(answer: Dispatcher.ResponseData, url: URL, agent: Agent, options: FetchOptions): Promise<Fetched> {
  if (answer.statusCode !== 200) throw new UserError('ADDRESS_FAILED', `It answered ${answer.statusCode}.`);
  const bytes = header(answer, 'content-length') === null ? null : Number(header(answer, 'content-length'));
  if (bytes !== null && bytes > options.maxBytes) throw tooLarge(options.maxBytes);

  const chunks = answer.body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await chunks.next();
  const page = first.done ? null : kindOfPage(first.value);
  if (page) throw new UserError('ADDRESS_FAILED', `It gives a ${page}, not a recording.`);

  async function* body(): AsyncGenerator<Buffer> {
    let received = 0;
    try {
      for (let chunk = first; !chunk.done; chunk = await chunks.next()) {
        received += chunk.value.length;
        if (received > options.maxBytes) throw tooLarge(options.maxBytes);
        options.onProgress?.(received);
        yield chunk.value;
      }
    } catch (error) {
      throw failure(error, options.signal);
    }
  }
  const stream = Readable.from(body(), { objectMode: false });
  stream.once('close', () => void agent.destroy());
  return {
    stream,
    bytes,
    contentType: header(answer, 'content-type'),
    fileName: fileNameOf(header(answer, 'content-disposition'), url),
  };
}

function header(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Web pages and feeds are what people paste by mistake: recognized by how they begin. */
function kindOfPage(start: Buffer): string | null {
  const text = start
    .subarray(0, 1024)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!--.*?-->\s*)*<(!doctype html|html|head|body|script)/s.test(text)) return 'web page';
  if (/^<\?xml.*<(rss|feed)\b/s.test(text) || /^<(rss|feed)\b/.test(text)) return 'podcast feed';
  return null;
}

function fileNameOf(disposition: string | null, url: URL): string {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;]+))/i.exec(disposition ?? '');
  const name = extended !== undefined ? decoded(extended) : (plain?.[1] ?? plain?.[2] ?? decoded(url.pathname));
  // Only the last part counts, and no control characters: the name is shown and put into paths.
  const base = name
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, '')
    .trim()
    .slice(-200);
  return base || 'episode';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}

function tooLarge(maxBytes: number): UserError {
  return new UserError('TOO_LARGE', `The limit is ${(maxBytes / 1e9).toFixed(1)} GB.`);
}

function failure(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof UserError) return error;
  return new UserError('ADDRESS_FAILED', isNativeError(error) ? error.message : String(error));
}
