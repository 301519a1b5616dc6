import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openWindow, signIn, startBrowser } from '../support/browser.js';
import { ffmpeg } from '../support/media.js';
import { SAMPLE, root } from '../support/reels.js';
import { until } from '../support/stack.js';

/** The transcript can be read while the recording is still listened to. */

jest.setTimeout(240_000);

let folder: string;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reels-heard-'));
  browser = await startBrowser();
  ({ page, errors } = await openWindow(browser));
  await signIn(page);
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

test('what is heard appears while the recognizer is at work, and grows without being drawn anew', async () => {
  // Three pieces of half a minute, all of one chunk.
  const episode = path.join(folder, 'A minute and a half.mp3');
  await ffmpeg('-i', path.join(root, SAMPLE), '-t', '80', '-c', 'copy', episode);
  await page.getByText('More choices').click();
  await page.getByText('Only the transcript, no reels').click();
  await page.getByLabel('Choose a file').setInputFiles(episode);
  await page.waitForURL('**/projects/*');

  const sentences = page.getByRole('listbox', { name: 'Transcript' }).getByRole('option');
  const unfinished = page.getByText('This is what was heard so far');
  await sentences.first().waitFor({ timeout: 120_000 });
  expect(await unfinished.count()).toBe(1);
  expect(await sentences.first().textContent()).toMatch(/Welcome back/);
  await sentences.first().evaluate((element) => element.setAttribute('data-seen', ''));
  const first = await sentences.count();
  const more = await until('more to be heard', async () => ((await sentences.count()) > first ? sentences.count() : undefined));
  expect(more).toBeGreaterThan(first);
  expect(await unfinished.count()).toBe(1);
  expect(await sentences.first().getAttribute('data-seen')).toBe('');

  await unfinished.waitFor({ state: 'detached', timeout: 120_000 });
  expect(await sentences.count()).toBeGreaterThanOrEqual(more);
  expect(errors).toEqual([]);
});
