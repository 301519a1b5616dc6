import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { OWNER, findViolations, openWindow, signIn, startBrowser } from '../support/browser.js';
import { reels } from '../support/reels.js';
import { testStack } from '../support/stack.js';

/** Who may use the console, and what a stranger sees of it. */

jest.setTimeout(120_000);

let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await startBrowser();
  ({ page, context, errors } = await openWindow(browser));
});
afterEach(() => expect(errors).toEqual([]));
afterAll(() => browser?.close());

test('whoever is not signed in is led to the gate', async () => {
  await page.goto('/projects/of-somebody');
  await page.waitForURL(/\/(sign-in|welcome)/);
  await expect(page.getByRole('heading', { name: 'Projects' }).count()).resolves.toBe(0);
});

test('the first account is made by the one-time link, and the link is used up', async () => {
  await signIn(page);
  const other = await openWindow(browser);
  await other.page.goto(`/welcome#${testStack().env['OWNER_TOKEN']}`);
  await other.page.getByText('used up').waitFor();
  await other.context.close();
});

test('the session outlives a reload, no script can read it, and it ends with signing out', async () => {
  await page.reload();
  await page.getByRole('heading', { name: 'Projects' }).waitFor();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.getByRole('button', { name: 'Menu of Maya' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in*');
  await page.goto('/');
  await page.waitForURL('**/sign-in*');
});

test.each(['light', 'dark'] as const)('the pages before the sign-in can be used by everybody, also on a phone, in %s', async (theme) => {
  const stranger = await openWindow(browser, { theme });
  for (const path of ['/sign-in', '/welcome', '/new-password']) {
    for (const width of [1440, 390]) {
      await stranger.page.setViewportSize({ width, height: 900 });
      await stranger.page.goto(path);
      await stranger.page.waitForLoadState('networkidle');
      expect(await findViolations(stranger.page)).toEqual([]);
      expect(await stranger.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
  expect(stranger.errors).toEqual([]);
  await stranger.context.close();
});

test('a forgotten password is set anew by the link that the operator draws; it works once', async () => {
  const { stdout } = await reels(['sign-in-link', '--json']);
  const { pathname, hash } = new URL((JSON.parse(stdout) as { link: string }).link);
  const forgetful = await openWindow(browser);
  for (const isGood of [true, false]) {
    await forgetful.page.goto('/licences');
    await forgetful.page.goto(pathname + hash);
    await forgetful.page.getByLabel('New password').fill(OWNER.password);
    await forgetful.page.getByRole('button', { name: 'Save and sign in' }).click();
    await (isGood ? forgetful.page.getByRole('heading', { name: 'Projects' }) : forgetful.page.getByRole('alert')).waitFor();
  }
  await forgetful.context.close();
});

test('the first load of the home page takes at most 250 kB of scripts over the wire', async () => {
  const newcomer = await openWindow(browser);
  const devTools = await newcomer.context.newCDPSession(newcomer.page);
  const scripts = new Set<string>();
  let bytes = 0;
  devTools.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void (bytes += scripts.has(requestId) ? encodedDataLength : 0));
  await devTools.send('Network.enable');
  await signIn(newcomer.page);
  await newcomer.page.waitForLoadState('networkidle');
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(250_000);
  await newcomer.context.close();
});

test('a wrong password is refused in words, the right one lets in', async () => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Projects' }).waitFor();
  await context.close();
});
