import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../failure.js';
import type { Failure } from '../failure.js';
import type { TypedDocumentString } from '../generated/operations.js';

/** Where an API answers, and with which key. */
export interface Endpoint {
  /** Without `/graphql`. */
  url: string;
  apiKey: string;
}

/** Waits after refused connections: 16 s in all, longer than a restart of the API takes. */
const RECONNECT_WAITS_MS = [200, 400, 800, 1600, 3000, 5000, 5000];

/** The public GraphQL API over HTTP, with typed operations. */
export class ApiClient {
  /**
   * @param relocate asked after each refused connection: where the API is now. Gives null when it should still be where it was.
   */
  constructor(
    private endpoint: Endpoint,
    private readonly signal: AbortSignal,
    private readonly relocate: () => Promise<Endpoint | null> = async () => null,
  ) {}

  /** Where the API is, and the console that it serves; without a path. */
  get url(): string {
    return this.endpoint.url;
  }

  /** Where to subscribe, and what to say on connecting. */
  get subscriptions(): { url: string; connectionParams: { authorization: string } } {
    return {
      url: `${this.endpoint.url.replace(/^http/, 'ws')}/graphql`,
      connectionParams: { authorization: `Bearer ${this.endpoint.apiKey}` },
    };
  }

  /**
   * Sends a query or mutation and returns its data. What certainly did no harm is tried again: queries after any failure of the
   * network, mutations only when the connection was refused, since else they may have been done.
   * @param signal instead of the client's own, for what must be said after a Ctrl-C
   * @throws CommandError when the API does not answer, refuses the key or reports a bug
   */
  async request<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    signal = this.signal,
  ): Promise<Data> {
    const query = document.toString();
    for (let attempt = 0; ; attempt++) {
      try {
        const { status, body } = await this.post(JSON.stringify({ query, variables }), signal);
        return readAnswer<Data>(status, body, this.endpoint.url);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof CommandError) throw error;
        const wait = RECONNECT_WAITS_MS[attempt];
        const repeatable = isRefused(error) || query.trimStart().startsWith('query');
        if (!repeatable || wait === undefined) throw apiDown(this.endpoint.url, error);
        await sleep(wait, undefined, { signal });
        if (isRefused(error)) this.endpoint = (await this.relocate()) ?? this.endpoint;
      }
    }
  }

  /** @throws what `fetch` throws when the network fails */
  private async post(content: string, signal: AbortSignal): Promise<{ status: number; body: string }> {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${this.endpoint.apiKey}`,
    };
    const response = await fetch(`${this.endpoint.url}/graphql`, { method: 'POST', headers, body: content, signal });
    return { status: response.status, body: await response.text() };
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

function readAnswer<Data>(status: number, body: string, url: string): Data {
  const answer = parseAnswer<Data>(body);
  const error = answer?.errors?.[0];
  if (status === 401 || error?.extensions?.code === 'UNAUTHENTICATED') {
    throw new CommandError('API_REFUSED', `The API at ${url} refuses the key.`, 'Set API_KEY to a key of that API.');
  }
  if (error) {
    throw new CommandError(
      'API_BROKEN',
      `The API at ${url} failed: ${error.message}`,
      'Look into its log; report it if it happens again.',
    );
  }
  if (!answer?.data) {
    throw new CommandError(
      'API_BROKEN',
      `What answers at ${url} is not the API of reels (HTTP ${status}).`,
      'Check REELS_API_URL.',
    );
  }
  return answer.data;
}

function parseAnswer<Data>(body: string): Answer<Data> | null {
  try {
    return JSON.parse(body) as Answer<Data>;
  } catch {
    return null;
  }
}

function apiDown(url: string, cause: unknown): CommandError {
  const why = ` (${codeOf(cause) ?? String(cause)})`;
  return new CommandError(
    'API_DOWN',
    `The API at ${url} does not answer${why}.`,
    'Run "reels doctor", or start the stack by "reels start".',
  );
}

const isRefused = (error: unknown): boolean => codeOf(error) === 'ECONNREFUSED';

/** The system's code of a network error; `fetch` wraps it, and wraps several when a name has several addresses. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown[] };
  return typeof code === 'string' ? code : (codeOf(cause) ?? codeOf(errors?.[0]));
}

/**
 * The wanted member of a mutation's union.
 * @throws CommandError with the code, sentence and next step of any other member
 */
export function expectResult<Result extends { __typename: string }, Name extends Result['__typename']>(
  result: Result,
  name: Name,
  projectId?: string,
): Extract<Result, { __typename: Name }> {
  if (result.__typename === name) return result as Extract<Result, { __typename: Name }>;
  const failure = result as unknown as Failure & { projectId?: string | null };
  throw new CommandError(
    failure.code as CommandError['code'],
    failure.message,
    failure.nextStep,
    projectId ?? failure.projectId ?? undefined,
  );
}
