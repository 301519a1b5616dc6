import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page of this API's own address asks, or no page at all. Browsers name the page in `origin`. The scheme may differ,
 * since a proxy may do the TLS; a page of the same host and port is ours either way.
 */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === withoutDefaultPort(host, origin);
}

/** As `URL.host` has it: browsers leave the scheme's own port out of `origin`, proxies may not leave it out of `host`. */
const withoutDefaultPort = (host: string, origin: string): string => {
  const { protocol } = new URL(origin);
  return URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : host;
};
