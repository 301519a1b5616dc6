import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { GraphQLAnswer, TestApi } from './testApi.js';

/** A page of the console in a browser: it keeps the session's cookie, and sends the headers that a browser sends. */
export class TestBrowser {
  /** `set-cookie` of the last answer that had one. */
  setCookie: string | null = null;
  private cookie: string | null = null;

  constructor(
    private readonly api: TestApi,
    readonly origin = api.url,
  ) {}

  async request(
    query: string,
    variables?: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<GraphQLAnswer> {
    const answer = await this.api.request(query, variables, {
      ...this.headers(),
      authorization: '',
      'x-reels-csrf': '1',
      ...headers,
    });
    const set = answer.headers.get('set-cookie');
    if (set) {
      this.setCookie = set;
      this.cookie = set.split(';')[0]?.replace(/^reels_session=$/, '') || null;
    }
    return answer;
  }

  signIn(email: string, password: string): Promise<GraphQLAnswer> {
    const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
      ... on Account { name email } ... on ErrorResult { code message nextStep } ... on TooManyAttempts { retryAfterSeconds } } }`;
    return this.request(query, { input: { email, password } });
  }

  /** The headers by which the API knows the page; `cookie` is left out while there is none. */
  headers(): Record<string, string> {
    return { origin: this.origin, ...(this.cookie && { cookie: this.cookie }) };
  }

  /** A client for subscriptions; the session comes by the cookie. */
  sockets(on: { closed?: (event: unknown) => void } = {}): Client {
    const headers = this.headers();
    class BrowserSocket extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers });
      }
    }
    return createClient({ url: this.socketUrl(), webSocketImpl: BrowserSocket, retryAttempts: 0, on });
  }

  /** How the API answers the upgrade: 101 when there is a socket. */
  async upgradeStatus(headers: Record<string, string> = {}): Promise<number> {
    const socket = new WebSocket(this.socketUrl(), 'graphql-transport-ws', { headers: { ...this.headers(), ...headers } });
    const status = await Promise.race([
      once(socket, 'open').then(() => 101),
      once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode),
    ]);
    socket.on('error', () => {}).terminate();
    return status;
  }

  private socketUrl(): string {
    return `${this.api.url.replace('http', 'ws')}/graphql`;
  }
}
