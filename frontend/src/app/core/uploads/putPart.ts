/** A part did not get through; sending it again may help. */
export class PartFailed extends Error {
  override readonly name = 'PartFailed';
}

/**
 * PUTs bytes to a signed address. XMLHttpRequest, since fetch does not tell how much of a body is sent.
 * @param onBytes gets how many more bytes were sent; after a failure, minus what it had been told
 * @returns the store's ETag; null where the store does not show it to browsers
 * @throws PartFailed; the signal's reason
 */
export function putPart(url: string, body: Blob, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let told = 0;
    const tell = (sent: number): void => {
      onBytes(sent - told);
      told = sent;
    };
    const fail = (error: unknown): void => {
      signal.removeEventListener('abort', abort);
      tell(0);
      reject(error as Error);
    };
    const abort = (): void => request.abort();
    request.upload.onprogress = ({ loaded }) => tell(Math.min(loaded, body.size));
    request.onload = () => {
      if (request.status !== 200) return fail(new PartFailed(`The store answered ${request.status}.`));
      signal.removeEventListener('abort', abort);
      tell(body.size);
      resolve(request.getResponseHeader('ETag'));
    };
    request.onerror = () => fail(new PartFailed('The connection was lost.'));
    request.onabort = () => fail(signal.reason ?? new PartFailed('The connection was lost.'));
    request.open('PUT', url);
    signal.addEventListener('abort', abort);
    if (signal.aborted) fail(signal.reason);
    else request.send(body);
  });
}
