import { Injectable, signal } from '@angular/core';
import { Broken, Refusal, SignedOutError, Unreachable } from './failures';
import type { TypedDocumentString } from './generated/operations';

const ENDPOINT = '/graphql';
/** Waits before a query is asked again after the network failed: 2 s in all. A mutation is never repeated: it may have been done. */
const RETRY_WAITS_MS = [300, 600, 1100];

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** The public GraphQL API, with typed operations. The browser sends the session's cookie by itself. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  /** Grows each time an answer says that there is no session. */
  readonly refusals = signal(0);

  /**
   * The data of a query or mutation.
   * @throws Unreachable, SignedOutError, Broken; Refusal of a text that cannot be stored; whatever the signal was aborted with
   */
  async request<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    options: { signal?: AbortSignal } = {},
  ): Promise<Data> {
    const query = document.toString();
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#post<Data>(query, variables, options.signal);
      } catch (error) {
        options.signal?.throwIfAborted();
        const wait = RETRY_WAITS_MS[attempt];
        if (!(error instanceof Unreachable) || wait === undefined || !/^\s*query\b/.test(query)) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  async #post<Data>(query: string, variables: unknown, signal: AbortSignal | undefined): Promise<Data> {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      // Other origins cannot send this header without our consent: it proves that the request is the console's own.
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-reels-csrf': '1' },
      body: JSON.stringify({ query, variables }),
      credentials: 'same-origin',
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error instanceof TypeError ? new Unreachable() : error;
    });
    const answer = (await response.json().catch(() => null)) as Answer<Data> | null;
    const error = answer?.errors?.[0];
    if (response.status === 401 || error?.extensions?.code === 'UNAUTHENTICATED') {
      this.refusals.update((count) => count + 1);
      throw new SignedOutError();
    }
    if (error?.extensions?.code === 'BAD_USER_INPUT') throw new Refusal('INVALID_INPUT', error.message, 'Type it anew.');
    if (response.status >= 502) throw new Unreachable();
    if (error) throw new Broken(`The API failed: ${error.message.replace(/[.\s]*$/, '.')}`);
    if (!answer?.data) throw new Broken(`The API gave no answer (HTTP ${response.status}).`);
    return answer.data;
  }
}
