// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import axe from 'axe-core';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { OWNER, passGate, startBrowser as start } from '../../scripts/browser.mjs';
import { testStack } from './stack.js';

export { OWNER };

/** Starts the browser of the tests. */
export const startBrowser = (): Promise<Browser> => start(process.env['CHROMIUM_PATH']);

/** A window of its own, with nobody signed in. What goes wrong in its pages is collected in `errors`. */
export async function openWindow(browser: Browser, options: { width?: number; theme?: 'light' | 'dark'; scale?: number } = {}): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const { width = 1440, theme = 'dark', scale = 1 } = options;
  const context = await browser.newContext({ baseURL: testStack().addresses.api, viewport: { width, height: 900 }, deviceScaleFactor: scale, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    // A network that the test took away, or an answer that it provoked, is told in the console too.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) errors.push(message.text());
  });
  return { page, context, errors };
}

/** Signs in; whoever comes first makes the owner's account by the one-time link. */
export async function signIn(page: Page, { name, email, password } = OWNER): Promise<void> {
  await page.goto('/sign-in');
  const needsOwner = await page.evaluate(async () => {
    const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', 'x-reels-csrf': '1' }, body: '{"query":"{ about { needsOwner } }"}' });
    return ((await response.json()) as { data: { about: { needsOwner: boolean } } }).data.about.needsOwner;
  });
  if (needsOwner) {
    await page.goto(`/welcome#${testStack().env['OWNER_TOKEN']}`);
    await page.getByLabel('Your name').waitFor();
    // This page is seen but once.
    const violations = await findViolations(page);
    if (violations.length > 0) throw new Error(violations.join('\n'));
  }
  await passGate(page, { email, password, ...(needsOwner && { name }) });
}

/** Takes a page's sockets in hand, before it opens any: they can be cut, and stay so until they are mended. */
export async function holdSockets(page: Page): Promise<{ cut(): void; mend(): void }> {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/graphql$/, (socket) => {
    if (isCut) return void socket.close();
    socket.connectToServer();
    open.add(socket);
  });
  return {
    cut() {
      isCut = true;
      for (const socket of open) void socket.close();
      open.clear();
    },
    mend() {
      isCut = false;
    },
  };
}

/** What axe finds serious or critical on a page: the rule, and where it is broken. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async () => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
