import http from 'node:http';
import https from 'node:https';

/** A store that says nothing for this long counts as not answering. */
const SILENCE_MS = 60_000;

/** How the S3 client sends its requests: as Node does, but giving up on a connection over which nothing comes or goes. */
export function transportWithTimeout(useSSL: boolean): Pick<typeof http, 'request'> {
  const request = (options: http.RequestOptions, onResponse?: (response: http.IncomingMessage) => void): http.ClientRequest => {
    const sent = (useSSL ? https : http).request({ ...options, timeout: SILENCE_MS }, onResponse);
    return sent.on('timeout', () =>
      sent.destroy(Object.assign(new Error('The object store fell silent.'), { code: 'ETIMEDOUT' })),
    );
  };
  return { request: request as typeof http.request };
}
