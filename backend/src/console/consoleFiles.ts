import { readFile, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A file of the built console. */
export interface ConsoleFile {
  path: string;
  contentType: string;
  /** Changes when the file does. */
  etag: string;
  /** Its name changes when its content does, as a build names what it makes of the sources. */
  isImmutable: boolean;
  isCompressible: boolean;
}

export type Encoding = 'br' | 'gzip';

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  mjs: 'text/javascript; charset=utf-8',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  otf: 'font/otf',
  png: 'image/png',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
};
const COMPRESSIBLE = new Set(['css', 'html', 'ico', 'js', 'json', 'mjs', 'otf', 'svg', 'ttf', 'txt', 'wasm', 'webmanifest']);
/** `main-5QJ2TLZN.js` */
const HASHED = /-[A-Z0-9]{8}\.\w+$/;
/** Within 2 % of the best, in a tenth of its time. */
const BROTLI_QUALITY = 9;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** The built console on disk. Files are compressed when they are first asked for, and that is kept in memory. */
export class ConsoleFiles {
  private readonly folder: string;
  private readonly compressed = new Map<string, Promise<Buffer>>();

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /** @param urlPath of a request: "/fonts/a%20b.ttf"; null when it names no file of the folder */
  async find(urlPath: string): Promise<ConsoleFile | null> {
    const path = this.pathOf(urlPath);
    const facts = path === null ? null : await stat(path).catch(() => null);
    if (path === null || !facts?.isFile()) return null;
    const extension = extname(path).slice(1).toLowerCase();
    return {
      path,
      contentType: TYPES[extension] ?? 'application/octet-stream',
      // Weak, for it is the same for each encoding.
      etag: `W/"${facts.size.toString(36)}-${Math.round(facts.mtimeMs).toString(36)}"`,
      isImmutable: HASHED.test(path),
      isCompressible: COMPRESSIBLE.has(extension),
    };
  }

  read({ path }: ConsoleFile): Promise<Buffer> {
    return readFile(path);
  }

  readCompressed(file: ConsoleFile, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding} ${file.etag} ${file.path}`;
    const known = this.compressed.get(key);
    if (known) return known;
    const made = this.read(file).then((bytes) => compress(bytes, encoding));
    this.compressed.set(key, made);
    made.catch(() => this.compressed.delete(key));
    return made;
  }

  /** Never outside of the folder. */
  private pathOf(urlPath: string): string | null {
    try {
      const path = resolve(this.folder, `.${decodeURIComponent(urlPath)}`);
      return path.startsWith(this.folder + sep) && !path.includes('\0') ? path : null;
    } catch {
      return null;
    }
  }
}

export function compress(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }) : gzipped(bytes);
}
