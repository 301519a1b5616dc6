/**
 * `npm run screenshots`: every page of the console, at two widths, in both themes, into docs/images/console.
 * `npm run screenshots -- FOLDER`: whole pages, from top to bottom, as PNG into a folder of your own, to look through.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { OWNER, passGate, startBrowser } from './browser.mjs';
import { withOwnStack } from './ownStack.mjs';
import { prepare, ROOT } from './prepare.mjs';
import { Jobs } from './screenshotJobs.mjs';

/** The narrow ones in the pixels of a phone. */
const WIDTHS = [
  { width: 1440, height: 900, scale: 1 },
  { width: 390, height: 844, scale: 2 },
];
const THEMES = ['light', 'dark'];
const QUALITY = 80;

const own = process.argv[2];
const target = own ? path.resolve(own) : path.join(ROOT, 'docs', 'images', 'console');

if (!(await prepare({ console: true }))) process.exit(1);
await withOwnStack({ alsoParts: ['chromium'] }, async ({ stack, paths, folder }) => {
  const browser = await startBrowser(paths.chromium);
  try {
    await mkdir(target, { recursive: true });
    await takeAll(await openWindows(browser, stack.addresses.api), new Jobs(stack, folder), stack);
  } finally {
    await browser.close();
  }
});

async function takeAll(windows, jobs, { env, addresses }) {
  await take(windows, 'welcome', `/welcome#${env.OWNER_TOKEN}`, ({ page }) => page.getByLabel('Your name').waitFor());
  await passGate(windows[0].page, OWNER);
  await take(windows.slice(1), 'sign-in', '/sign-in', ({ page }) => page.getByLabel('Password').waitFor());
  for (const { page } of windows.slice(1)) await passGate(page, { ...OWNER, name: undefined });
  // The first window went in by the welcome page: it sees the gate once more before it stays.
  const [{ page: first }] = windows;
  await first.context().clearCookies();
  await take(windows.slice(0, 1), 'sign-in', '/sign-in', ({ page }) => page.getByLabel('Password').waitFor());
  await passGate(first, { ...OWNER, name: undefined });

  await take(windows, 'home-empty', '/', ({ page }) => page.getByText('No projects yet').waitFor());
  await take(windows, 'not-found', '/nowhere', ({ page }) => page.getByRole('main').getByRole('heading').waitFor());
  await take(windows, 'licences', '/licences', ({ page }) => page.getByRole('main').getByRole('heading').first().waitFor());

  const failed = await jobs.fail();
  await take(windows, 'project-failed', `/projects/${failed}`, ({ page }) => page.getByRole('button', { name: 'Retry from' }).waitFor());
  const waiting = await jobs.make('--title', 'The second shift at the oven', '--review');
  await take(windows, 'project-review', `/projects/${waiting}`, chooseMoment);
  const done = await jobs.make('--reels', '2');
  await take(windows, 'project-done', `/projects/${done}`, seek);
  const reel = await jobs.firstReel(done);
  await take(windows, 'studio', `/reels/${reel}`, dress);
  await take(windows, 'done', `/reels/${reel}/done`, watchable);

  const running = await jobs.begin('--title', 'Forty loaves, as recorded');
  await take(windows, 'project-running', `/projects/${running}`, listening);
  await take(windows, 'home', '/', ({ page }) => page.getByRole('progressbar').first().waitFor());

  const errors = windows.flatMap(({ errors }) => errors);
  if (errors.length > 0) throw new Error(`The pages reported errors at ${addresses.api}:\n${errors.join('\n')}`);
}

/** Takes a page in each window once it is `ready`. Windows that go through the pages side by side see the same state of the record. */
async function take(windows, name, address, ready) {
  for (const window of windows) {
    const { page, size, theme } = window;
    await page.goto(address);
    await ready(window);
    await settle(page);
    const png = await page.screenshot({ fullPage: own !== undefined, animations: 'disabled', caret: 'hide' });
    const file = path.join(target, `${name}-${size.width}-${theme}`);
    if (own) await writeFile(`${file}.png`, png);
    else await sharp(png).webp({ quality: QUALITY, effort: 6 }).toFile(`${file}.webp`);
  }
  console.log(`Taken: ${name}`);
}

/** What comes late is there: media, fonts, pictures. */
async function settle(page) {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
  await page.waitForTimeout(300);
}

async function openWindows(browser, baseURL) {
  const windows = [];
  for (const size of WIDTHS) {
    for (const theme of THEMES) {
      const { width, height, scale } = size;
      const context = await browser.newContext({ baseURL, viewport: { width, height }, deviceScaleFactor: scale, isMobile: width < 600, hasTouch: width < 600, colorScheme: theme, reducedMotion: 'reduce', locale: 'en-GB' });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const errors = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      windows.push({ page, size, theme, errors });
    }
  }
  return windows;
}

/** The first moment is being trimmed. */
async function chooseMoment({ page, size }) {
  const moments = page.getByRole('button', { name: 'Moments (' });
  if (size.width < 600) await moments.click();
  await page.getByRole('complementary', { name: 'Moments' }).getByRole('listitem').first().getByRole('button', { pressed: false }).first().click();
  await page.getByRole('slider', { name: 'End of the moment' }).waitFor();
  await settle(page);
  await page.evaluate(() => scrollTo(0, 0));
}

/** The voice is at a tenth of the recording. */
async function seek({ page }) {
  const waveform = page.getByRole('slider', { name: 'Place in the recording' });
  await page.getByRole('link', { name: 'Open in the studio' }).first().waitFor();
  const { width } = await waveform.boundingBox();
  await waveform.click({ position: { x: width / 10, y: 20 } });
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
}

/** The recording is being listened to, and something was heard. */
async function listening({ page }) {
  await page.getByRole('slider', { name: 'Place in the recording' }).waitFor();
  await page.getByRole('option').nth(2).waitFor();
}

/** The finished video can be played. */
async function watchable({ page }) {
  await page.getByRole('button', { name: 'Download all' }).waitFor();
  await page.waitForFunction(() => document.querySelector('video')?.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
  // The browser's own wheel turns to its end.
  await page.waitForTimeout(1500);
}

/** The preview stands in the middle of a phrase, and the gallery is drawn. */
async function dress({ page }) {
  await page.locator('.stage.ready').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('app-style-gallery label[style*="--ground"]').length >= 9);
  const place = page.getByRole('slider', { name: 'Place in the reel' });
  await place.fill('6200');
  await place.blur();
  await page.getByText('0:06').first().waitFor();
}
