import type { IncomingHttpHeaders } from 'node:http';

const NAME = 'reels_session';

/** How long a browser stays signed in after it was last seen. */
export const SESSION_MS = 30 * 24 * 3_600_000;

/** The session's token out of a request's cookies. */
export const readSessionCookie = ({ cookie }: IncomingHttpHeaders): string | null =>
  cookie?.match(new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]+)`))?.[1] ?? null;

/**
 * A `set-cookie` header: no script may read the cookie, and other sites' requests don't carry it.
 *
 * @param token null takes the cookie away
 * @param origin of the page that asks: on https the cookie never leaves it
 */
export function sessionCookie(token: string | null, origin: string | undefined): string {
  const attributes = [`${NAME}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${token ? SESSION_MS / 1000 : 0}`];
  return [...attributes, ...(origin?.startsWith('https:') ? ['Secure'] : [])].join('; ');
}
