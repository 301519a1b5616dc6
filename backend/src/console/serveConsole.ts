import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConsoleFiles, compress } from './consoleFiles.js';
import type { ConsoleFile, Encoding } from './consoleFiles.js';
import { SCRIPT_POLICY, pagePolicy } from './securityHeaders.js';

const PAGE = '/index.html';
/** Paths of the API, which are no pages of the console even when a browser opens them. */
const API_PATH = /^\/(graphql|health)(\/|$)/;

/**
 * Middleware: serves the built console. Files whose names carry a hash may be kept for good, all others are asked for again by
 * their ETag. Any other address that a browser opens as a page is answered with the console's page, which knows its own routes.
 *
 * @param folder of the build; while it holds none, requests go on to whoever comes next
 * @param store origin of the object store as browsers reach it
 */
export function serveConsole(folder: string, store: string) {
  const files = new ConsoleFiles(folder);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (API_PATH.test(path)) return false;
    const file = path === PAGE ? null : await files.find(path);
    if (file) return sendFile(files, file, request, response);
    const page = wantsPage(request, path) ? await files.find(PAGE) : null;
    return page !== null && sendPage(await files.read(page), store, request, response);
  };

  return (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    answer(request, response).then((isAnswered) => (isAnswered ? undefined : next()), next);
  };
}

const wantsPage = ({ headers }: IncomingMessage, path: string): boolean =>
  path === '/' || path === PAGE || (headers.accept ?? '').includes('text/html');

async function sendFile(
  files: ConsoleFiles,
  file: ConsoleFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<true> {
  response.setHeader('cache-control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('etag', file.etag);
  if (file.contentType.startsWith('text/javascript')) response.setHeader('content-security-policy', SCRIPT_POLICY);
  if (file.isCompressible) response.setHeader('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return true;
  }
  const encoding = file.isCompressible ? encodingFor(request) : null;
  const bytes = encoding ? await files.readCompressed(file, encoding) : await files.read(file);
  return send(response, file.contentType, bytes, encoding);
}

/** The page, with a nonce of its own by which Angular's style elements are allowed. */
async function sendPage(html: Buffer, store: string, request: IncomingMessage, response: ServerResponse): Promise<true> {
  const nonce = randomBytes(16).toString('base64');
  const page = Buffer.from(html.toString().replace(/<app-root(?=[\s>])/, `$& ngCspNonce="${nonce}"`));
  response.setHeader('content-security-policy', pagePolicy(store, nonce));
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('vary', 'accept-encoding');
  const encoding = encodingFor(request);
  return send(response, 'text/html; charset=utf-8', encoding ? await compress(page, encoding) : page, encoding);
}

function send(response: ServerResponse, contentType: string, bytes: Buffer, encoding: Encoding | null): true {
  if (encoding) response.setHeader('content-encoding', encoding);
  response.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length });
  response.end(bytes);
  return true;
}

/** The best that the client takes: it says so without a weight of 0. */
function encodingFor({ headers }: IncomingMessage): Encoding | null {
  const accepted = String(headers['accept-encoding'] ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => !/;\s*q=0(\.0*)?$/.test(item))
    .map((item) => item.split(';')[0]);
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding)) ?? null;
}
