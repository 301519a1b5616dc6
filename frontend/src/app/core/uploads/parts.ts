/** A stretch of a file that is sent at once. */
export interface Part {
  /** From 1, as in the S3 protocol. */
  partNumber: number;
  /** In bytes, half-open. */
  start: number;
  end: number;
}

/** How a file is cut: all parts but the last have `partBytes`. */
export function planParts(bytes: number, partBytes: number): Part[] {
  return Array.from({ length: Math.ceil(bytes / partBytes) }, (_, index) => ({
    partNumber: index + 1,
    start: index * partBytes,
    end: Math.min(bytes, (index + 1) * partBytes),
  }));
}

export interface SendPartsOptions {
  /** How many are on their way at once. */
  width: number;
  /** Sends one part and gives what the store answered. */
  send: (part: Part, signal: AbortSignal) => Promise<string | null>;
  /** Milliseconds before a part is sent again. */
  waitMs: (attempt: number) => number;
  /** Whether sending again may help. */
  mayRetry: (error: unknown) => boolean;
  onSent: (part: Part, etag: string | null) => void;
  /** A part failed and will be sent again after a wait. */
  onTrouble: (error: unknown) => void;
  signal: AbortSignal;
}

/**
 * Sends parts, a few at a time, each again and again until it is through. Ends when all are sent.
 * @throws what the signal was aborted with, or the first failure that no retry can mend; what was sent by then is told by `onSent`
 */
export async function sendParts(
  parts: readonly Part[],
  { width, send, waitMs, mayRetry, onSent, onTrouble, signal }: SendPartsOptions,
): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const queue = parts.values();
  const work = async (): Promise<void> => {
    for (const part of queue) {
      for (let attempt = 0; ; attempt++) {
        either.throwIfAborted();
        try {
          onSent(part, await send(part, either));
          break;
        } catch (error) {
          either.throwIfAborted();
          if (!mayRetry(error)) throw error;
          onTrouble(error);
          await sleep(waitMs(attempt), either);
        }
      }
    }
  };
  const workers = Array.from({ length: Math.min(width, parts.length) }, () =>
    work().catch((error: unknown) => failure.abort(error)),
  );
  await Promise.all(workers);
  either.throwIfAborted();
}

/** Waits; rejects at once with the signal's reason when it is aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
