import { EnvHttpProxyAgent, fetch } from 'undici';
import type { Dispatcher, RequestInit, Response } from 'undici';
import type { Environment } from '../system/environment.js';

/** How long an address may take to answer before it counts as unreachable. */
const ANSWER_MS = 4_000;

/** HTTP for the set-up: goes through the user's proxy and remembers, for one run, which hosts do not answer. */
export class Web {
  private readonly dispatcher: Dispatcher;
  private readonly silentHosts = new Set<string>();

  constructor(env: Environment) {
    this.dispatcher = new EnvHttpProxyAgent({
      httpProxy: env.http_proxy ?? env.HTTP_PROXY,
      httpsProxy: env.https_proxy ?? env.HTTPS_PROXY,
      noProxy: env.no_proxy ?? env.NO_PROXY,
      connect: { timeout: ANSWER_MS },
    });
  }

  /** Follows redirects. Throws when the host does not answer within a few seconds. */
  async request(url: string, { signal, ...init }: RequestInit = {}): Promise<Response> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error('no answer')), ANSWER_MS * 2);
    try {
      return await fetch(url, { ...init, dispatcher: this.dispatcher, signal: AbortSignal.any([late.signal, ...(signal ? [signal] : [])]) });
    } finally {
      clearTimeout(timer);
    }
  }

  async json(url: string, accept = 'application/json', signal?: AbortSignal): Promise<unknown> {
    const response = await this.request(url, { headers: { accept }, signal });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response.json();
  }

  /** The size of a file that can be had now, in bytes (null: not told); `false` when it cannot be had. */
  async probe(url: string, signal?: AbortSignal): Promise<number | null | false> {
    const { host } = new URL(url);
    if (this.silentHosts.has(host)) return false;
    try {
      const response = await this.request(url, { method: 'HEAD', signal });
      if (!response.ok) return false;
      return Number(response.headers.get('content-length')) || null;
    } catch {
      this.silentHosts.add(host);
      return false;
    }
  }
}
