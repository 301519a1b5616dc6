import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { DEFAULT_DESIGN } from '@reels/contracts';
import type { Aspect, CaptionStyle, Composition, Layout, ReelDesign, Sentence } from '@reels/contracts';
import { composeReel, housePalette } from '@reels/editing/composition';
import type { ReelContent } from '@reels/editing/composition';
import { FONT_FILES } from '@reels/editing/fonts';
import { makeFontsDir, openFontBook } from '@reels/media';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openWindow, startBrowser } from '../support/browser.js';
import { ffmpeg } from '../support/media.js';
import { testStack } from '../support/stack.js';

/**
 * The studio's preview shows what the render will: the same frame of captions, drawn by libass in the product's ffmpeg and by libass
 * in the page, compared pixel by pixel. The page is the real one, with its policy; only the API's answers are made here, so that
 * both sides draw the same reel.
 */

jest.setTimeout(180_000);

/**
 * Levels of 0..255. Two versions of libass round the edges of letters differently: measured are 17 at most and 0.013 in the mean, and more than
 * that on single pixels of the stack style, whose outlined letters are cut at a moving line.
 */
const VISIBLE_DIFFERENCE = 24;
const MOST_VISIBLE_PIXELS = 20;
const MEAN_DIFFERENCE = 0.03;
const GROUND = [64, 80, 96] as const;

const spoken = (text: string, startMs: number, speaker: string): Sentence => {
  const words = text.split(' ').map((word, at) => ({ text: word, startMs: startMs + at * 320, endMs: startMs + at * 320 + 300, confidence: 1 }));
  return { speaker, text, words, startMs, endMs: words.at(-1)?.endMs ?? startMs, timing: 'given' };
};
const CONTENTS = {
  'from the left': [spoken('People don’t pay for bread.', 100, 'Daniel'), spoken('They pay for somebody who keeps a promise 🍞', 2_000, 'Daniel')],
  'from the right': [spoken('الناس لا يدفعون ثمن الخبز بل ثمن الوعد', 100, 'دانيال')],
};
const content = (sentences: Sentence[], design: Partial<ReelDesign>): ReelContent => ({
  sentences,
  design: { ...DEFAULT_DESIGN, ...design },
  durationMs: 5_000,
  language: sentences === CONTENTS['from the right'] ? 'ar' : 'en',
  title: 'Somebody who keeps a promise',
  show: 'The Second Shift',
  peaks: { bucketMs: 40, values: Array.from({ length: 125 }, (_, at) => (at * 37) % 200) },
  palette: housePalette('apricot'),
  hasCover: false,
  video: design.layout === 'fit' ? { width: 1_920, height: 1_080 } : null,
});

let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'captions-'));
  browser = await startBrowser();
  ({ page, context, errors } = await openWindow(browser, { scale: 3 }));
});
afterEach(() => expect(errors).toEqual([]));
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await rm(folder, { recursive: true });
});

const fonts = openFontBook();
const SCENES: { captions: readonly CaptionStyle[]; aspect: Aspect; layout: Layout; words: keyof typeof CONTENTS }[] = [
  { captions: ['studio', 'paper', 'karaoke', 'stack'], aspect: '9:16', layout: 'audiogram', words: 'from the left' },
  { captions: ['punch'], aspect: '1:1', layout: 'fit', words: 'from the left' },
  { captions: ['capsule'], aspect: '9:16', layout: 'fit', words: 'from the right' },
];

test.each(SCENES)('$aspect, $layout, $words: the preview shows the pixels of the render', async ({ captions, words, ...scene }) => {
  await openStudio(content(CONTENTS[words], { ...scene, captions: 'none' }));
  for (const style of captions) {
    const composition = composeReel(content(CONTENTS[words], { ...scene, captions: style }), fonts);
    const atMs = Math.round(composition.thumbnailMs / 10) * 10;
    const rendered = await drawByFfmpeg(composition, atMs);
    const { largest, visible, mean, drawn } = compare(rendered, await drawByPreview(style, composition, atMs));
    console.log(`${style}, ${scene.aspect}, ${scene.layout}, ${words}: largest difference ${largest}, mean ${mean.toFixed(4)} of 255; ${visible} of ${drawn} drawn pixels differ by more than ${VISIBLE_DIFFERENCE}`);
    expect(drawn).toBeGreaterThan(1_000);
    expect(visible).toBeLessThanOrEqual(MOST_VISIBLE_PIXELS);
    expect(mean).toBeLessThanOrEqual(MEAN_DIFFERENCE);
  }
});

test('the console has every font that a layout may ask for', async () => {
  const answers = await Promise.all(
    Object.values(FONT_FILES).map(async (file) => {
      const { status, headers } = await fetch(`${testStack().addresses.api}/fonts/${file}`, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
      return { file, status, type: headers.get('content-type') };
    }),
  );
  expect(answers.filter(({ status, type }) => status !== 200 || type !== 'font/ttf')).toEqual([]);
});

/** The frame over a plain ground as RGB, by the filter that the render uses. */
async function drawByFfmpeg({ ass, fonts: names, frame: { width, height } }: Composition, atMs: number): Promise<Buffer> {
  const [document, fontsDir, ground] = [path.join(folder, 'reel.ass'), path.join(folder, 'fonts'), path.join(folder, 'ground.rgb')];
  await writeFile(document, ass);
  await makeFontsDir(fontsDir, names);
  await writeFile(ground, overGround(Buffer.alloc(width * height * 4)));
  const filter = `settb=1/1000,setpts=${atMs},ass=filename=${document}:fontsdir=${fontsDir}`;
  return ffmpeg('-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-i', ground, '-vf', filter, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-');
}

async function openStudio(reel: ReelContent): Promise<void> {
  await answerWith(reel);
  await page.goto('/reels/reel');
  await page.getByRole('img', { name: /as it would be rendered/ }).waitFor();
}

/** The same of the studio's page: what lies on the canvas of its captions, once that has come to rest. */
async function drawByPreview(style: CaptionStyle, { frame }: Composition, atMs: number): Promise<Buffer> {
  await page.locator('app-style-gallery label', { hasText: style }).click();
  await page.getByLabel('Place in the reel').fill(String(atMs));
  await page.locator('app-preview [aria-busy=false]').waitFor();
  for (let before = '', round = 0; round < 200; round++) {
    await page.waitForTimeout(250);
    const sum = await page.evaluate(readCaptions, { ...frame, asSum: true });
    if (sum !== null && sum === before) {
      const rgba = await page.evaluate(readCaptions, { ...frame, asSum: false });
      return overGround(Buffer.from(rgba ?? '', 'base64'));
    }
    before = sum ?? '';
  }
  throw new Error(`The preview of ${style} did not come to rest`);
}

/** Runs in the page: the pixels of the captions as base64, or a sum of them; null while they are not there in this size. */
function readCaptions({ width, height, asSum }: { width: number; height: number; asSum: boolean }): string | null {
  const shown = document.querySelector<HTMLCanvasElement>('app-preview canvas[role=img]');
  const copy = Object.assign(document.createElement('canvas'), { width, height });
  const pixels = copy.getContext('2d', { willReadFrequently: true });
  if (!shown || !pixels || shown.width !== width) return null;
  pixels.drawImage(shown, 0, 0);
  const { data } = pixels.getImageData(0, 0, width, height);
  if (asSum) return String(new Uint32Array(data.buffer).reduce((sum, pixel, at) => (sum + pixel * ((at % 65_521) + 1)) % 4_294_967_291, 0));
  let text = '';
  for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
  return btoa(text);
}

function overGround(rgba: Buffer): Buffer {
  const rgb = Buffer.alloc((rgba.length / 4) * 3);
  for (let pixel = 0; pixel * 4 < rgba.length; pixel++) {
    const alpha = (rgba[pixel * 4 + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel++) rgb[pixel * 3 + channel] = Math.round((rgba[pixel * 4 + channel] ?? 0) * alpha + (GROUND[channel] ?? 0) * (1 - alpha));
  }
  return rgb;
}

function compare(rendered: Buffer, shown: Buffer): { largest: number; visible: number; mean: number; drawn: number } {
  expect(shown.length).toBe(rendered.length);
  let [largest, visible, sum, drawn] = [0, 0, 0, 0];
  for (let at = 0; at < rendered.length; at++) {
    const difference = Math.abs((rendered[at] ?? 0) - (shown[at] ?? 0));
    largest = Math.max(largest, difference);
    if (difference > VISIBLE_DIFFERENCE) visible++;
    sum += difference;
    if (Math.abs((rendered[at] ?? 0) - (GROUND[at % 3] ?? 0)) > 8) drawn++;
  }
  return { largest, visible: Math.ceil(visible / 3), mean: sum / rendered.length, drawn: Math.round(drawn / 3) };
}

/** Lets the page believe that the API holds this reel. */
async function answerWith({ sentences, design, title, durationMs, ...rest }: ReelContent): Promise<void> {
  const aspects = { '9:16': 'PORTRAIT', '1:1': 'SQUARE', '4:5': 'TALL', '16:9': 'WIDE' };
  const upper = (name: string): string => name.toUpperCase();
  const preview = {
    ...{ durationMs, coverUrl: null, playableUrl: null, sourceUrl: '/samples/the-baker-who-fixes-radios.mp3', cut: [{ startMs: 0, endMs: durationMs }] },
    ...rest,
    sentences: sentences.map((sentence, index) => ({ ...sentence, index })),
  };
  const apiDesign = { aspect: aspects[design.aspect], layout: upper(design.layout), captions: upper(design.captions), background: upper(design.background), look: { ...design.look, position: upper(design.look.position) } };
  const reel = {
    ...{ id: 'reel', title, state: 'READY', revision: 1, error: null, outdated: false, revisions: [] },
    draft: { title, version: 1, design: apiDesign },
    project: { id: 'project', title: 'An episode', lastSeq: 0, episode: null, transcript: { revision: 1 } },
    preview,
  };
  const data = {
    ...{ reel, me: { id: 'account', name: 'Maya', email: 'maya@example.org' } },
    about: { version: '0', needsOwner: false, supportAddress: null, maxEpisodeHours: 12 },
    projects: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
  };
  await page.unrouteAll();
  await page.route('**/graphql', (route) => {
    // What is saved is what was sent.
    const { variables } = route.request().postDataJSON() as { variables: { design?: Partial<typeof apiDesign> } };
    const draft = { title, version: 1, design: { ...apiDesign, ...variables.design } };
    return route.fulfill({ json: { data: { ...data, saveReelDraft: { __typename: 'Reel', ...reel, draft } } } });
  });
}
