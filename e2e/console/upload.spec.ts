import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openWindow, signIn, startBrowser } from '../support/browser.js';
import { ffmpeg } from '../support/media.js';
import { SAMPLE, root, writeTruthVtt } from '../support/reels.js';
import { until } from '../support/stack.js';

/** An episode on its way from a browser to the object store, and what may come in between. */

jest.setTimeout(180_000);

const PARTS = 5;
/** Addresses of parts. */
const STORE = /partNumber=/;
let folder: string;
let episode: string;
let transcript: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[];
/** Numbers of the parts that were sent to the store, in order. */
let sent: number[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reels-upload-'));
  episode = path.join(folder, 'The baker.wav');
  // 77 MB: five parts, of which three are sent at once.
  await ffmpeg('-i', path.join(root, SAMPLE), '-ar', '48000', '-ac', '2', '-c:a', 'pcm_s24le', episode);
  transcript = path.join(folder, 'told.vtt');
  await writeTruthVtt(transcript, 30_000);
  browser = await startBrowser();
  ({ page, context, errors } = await openWindow(browser));
  page.on('dialog', (dialog) => void dialog.accept());
  page.on('request', (request) => {
    const part = new URL(request.url()).searchParams.get('partNumber');
    if (part && request.method() === 'PUT') sent.push(Number(part));
  });
  await signIn(page);
  // As good a connection as at home, or else nothing could happen on the way.
  const devTools = await context.newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', { offline: false, latency: 5, downloadThroughput: -1, uploadThroughput: 8_000_000 });
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const percent = async (): Promise<number> => Number(/(\d+) %/.exec((await page.getByRole('list', { name: 'Uploads' }).textContent()) ?? '')?.[1] ?? NaN);

test('what is no recording is refused before anything is sent', async () => {
  sent = [];
  const letter = path.join(folder, 'letter.mp3');
  await writeFile(letter, 'Dear listener, this is no sound at all.');
  await page.getByLabel('Choose a file').setInputFiles(letter);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('list', { name: 'Uploads' }).count()).toBe(0);
  expect(sent).toEqual([]);
});

test('an upload goes on after the page was reloaded and after the connection was lost, and sends nothing twice', async () => {
  sent = [];
  await page.getByText('More choices').click();
  await page.getByLabel('Use this transcript').setInputFiles(transcript);
  await page.getByText('Only the transcript, no reels').click();
  await page.getByLabel('Choose a file').setInputFiles(episode);
  await until('the first three parts to arrive', async () => ((await percent()) >= 75 ? true : undefined), 60);

  await page.reload();
  await page.getByText('had arrived when the page was closed').waitFor();
  const arrived = await percent();
  expect(arrived).toBeGreaterThanOrEqual(60);
  await page.route(STORE, (route) => route.abort('internetdisconnected'));
  await page.getByLabel('Choose The baker.wav again').setInputFiles(episode);
  await page.getByText('The connection is lost').waitFor();
  await page.unroute(STORE);
  sent = [];

  await page.waitForURL('**/projects/*', { timeout: 60_000 });
  expect(new Set(sent).size).toBeLessThanOrEqual(PARTS - 3);
  expect(errors).toEqual([]);
});

test('of the upload a project is made, whose row follows it to the end', async () => {
  await page.getByRole('link', { name: /your projects/ }).click();
  const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /baker/i }) }).first();
  await row.getByText('Transcript ready').waitFor({ timeout: 120_000 });
});
