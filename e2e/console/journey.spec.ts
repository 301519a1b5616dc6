import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findViolations, holdSockets, openWindow, signIn, startBrowser } from '../support/browser.js';
import { probe } from '../support/media.js';
import { SAMPLE, root, writeTruthVtt } from '../support/reels.js';
import { ALLOWED_PORT, graphql, killWorker, until } from '../support/stack.js';
import { STRANGER, admitStranger } from '../support/stranger.js';

/** The way of a producer: an episode dropped in, its transcript mended, a moment trimmed, its reel dressed, rendered and downloaded. */

jest.setTimeout(300_000);

let folder: string;
let browser: Browser;
let page: Page;
let errors: string[];
let projectId: string;
let failingId: string;
let sockets: Awaited<ReturnType<typeof holdSockets>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reels-journey-'));
  browser = await startBrowser();
  ({ page, errors } = await openWindow(browser));
  sockets = await holdSockets(page);
  await signIn(page);
  failingId = await startFailingProject();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const cards = () => page.getByRole('complementary', { name: 'Moments' }).getByRole('listitem');
/** The card of the moment whose edge is moved; by its new score it may stand elsewhere. */
const movedCard = () => cards().filter({ hasText: 'You moved its edges' });

test('an episode is dropped in, and its moments wait to be chosen', async () => {
  const transcript = path.join(folder, 'told.vtt');
  await writeTruthVtt(transcript);
  await page.getByRole('spinbutton', { name: 'Reels' }).fill('3');
  await page.getByLabel('Length').selectOption('short');
  await page.getByText('Let me choose the moments first').click();
  await page.getByText('More choices').click();
  await page.getByLabel('Use this transcript').setInputFiles(transcript);
  await page.getByLabel('Choose a file').setInputFiles(path.join(root, SAMPLE));
  await page.waitForURL('**/projects/*');
  projectId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByText('Choose the moments that become reels').waitFor({ timeout: 120_000 });
  await page.getByText('Forty loaves', { exact: false }).first().waitFor();
});

test('a word is mended: it is kept as a revision, words around it keep their times, and it can be undone', async () => {
  const before = await sentenceWith('keeps a promise');
  const sentence = page.getByRole('option', { name: before.text });
  await sentence.scrollIntoViewIfNeeded();
  await sentence.dblclick();
  const editor = page.getByRole('group', { name: 'Transcript' }).getByRole('textbox');
  await editor.fill(before.text.replace('promise', 'vow'));
  await editor.press('Enter');
  const after = await until('the mended sentence', async () => sentenceWith('keeps a vow').catch(() => undefined), 20);
  const others = (words: Word[]) => words.filter(({ text }) => !/promise|vow/.test(text));
  expect(others(after.words)).toEqual(others(before.words));

  await page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click();
  await until('the sentence as it was', async () => sentenceWith('keeps a promise').catch(() => undefined), 20);
  const { project } = await graphql<{ project: { transcript: { revision: number } } }>('query ($id: ID!) { project(id: $id) { transcript { revision } } }', { id: projectId });
  expect(project.transcript.revision).toBe(3);
});

test('an edge is moved by its handle and snaps to where a sentence begins or ends', async () => {
  await cards().first().getByRole('button', { pressed: false }).first().click();
  const edge = page.getByRole('slider', { name: 'End of the moment' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  const start = Number(await page.getByRole('slider', { name: 'Beginning of the moment' }).getAttribute('aria-valuenow'));
  const box = await edge.boundingBox();
  if (!box) throw new Error('The edge is not to be seen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 60, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  const moved = await until('the edge to be recorded', async () => {
    const { project } = await graphql<{ project: { highlights: Range[]; transcript: { sentences: Range[] } } }>(
      'query ($id: ID!) { project(id: $id) { highlights { startMs endMs } transcript { sentences(first: 200) { startMs endMs } } } }',
      { id: projectId },
    );
    const shorter = project.highlights.find(({ startMs, endMs }) => startMs === start && endMs < before);
    return shorter && { endMs: shorter.endMs, sentenceEnds: project.transcript.sentences.map(({ endMs }) => endMs) };
  }, 20);
  expect(moved.sentenceEnds).toContain(moved.endMs);
  expect(Number(await edge.getAttribute('aria-valuenow'))).toBe(moved.endMs);
});

test('only what is kept becomes a reel; the page survives a worker that is killed and a socket that drops, and shows it', async () => {
  for (const other of [0, 1]) await cards().filter({ hasNotText: 'You moved its edges' }).nth(other).getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('button', { name: 'Make 1 reel' }).click();
  await movedCard().getByText('Rendering').waitFor({ timeout: 60_000 });
  expect(await findViolations(page)).toEqual([]);
  sockets.cut();
  await page.getByText('Reconnecting').waitFor();
  await killWorker();
  sockets.mend();
  await movedCard().getByRole('link', { name: 'Download' }).waitFor({ timeout: 180_000 });
  expect(await page.getByText('Reconnecting').count()).toBe(0);
});

test('the reel is dressed anew and rendered', async () => {
  await movedCard().getByRole('link', { name: 'Open in the studio' }).click();
  await page.waitForURL('**/reels/*');
  await page.getByRole('radiogroup', { name: 'Caption style' }).getByText('Capsule').click();
  await page.getByText('saved', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Render', exact: true }).click();
  await page.getByText(/· revision 2/).waitFor({ timeout: 120_000 });
});

test('a word that is mended in the studio is rendered anew alone, and the file is downloaded', async () => {
  const sentence = page.getByRole('list', { name: 'Words' }).getByRole('listitem').nth(2);
  await sentence.hover();
  await sentence.getByRole('button', { name: /^Mend/ }).click();
  const field = sentence.getByRole('textbox');
  await until('the whole sentence', async () => ((await field.inputValue()) !== '' && (await sentence.getByRole('button', { name: 'Mend', exact: true }).isEnabled()) ? true : undefined), 20);
  await field.fill((await field.inputValue()).replace(/\b(\w+)([.?!])$/, 'indeed$2'));
  await field.press('Enter');
  await page.getByRole('button', { name: 'Render', exact: true }).click();
  await page.getByText(/· revision 3/).waitFor({ timeout: 120_000 });
  const { reel } = await graphql<{ reel: { revisions: { revision: number; durationMs: number; reencodedMs: number; checks: { passed: boolean }[] }[] } }>(
    'query ($id: ID!) { reel(id: $id) { revisions { revision durationMs reencodedMs checks { passed } } } }',
    { id: await newestReel() },
  );
  const [newest, before] = reel.revisions;
  expect([newest?.revision, before?.reencodedMs]).toEqual([3, before?.durationMs]);
  expect(newest?.reencodedMs).toBeGreaterThan(0);
  expect(newest?.reencodedMs).toBeLessThan((newest?.durationMs ?? 0) / 4);
  expect(newest?.checks.every(({ passed }) => passed)).toBe(true);

  await page.getByRole('link', { name: 'Download' }).click();
  await page.waitForURL('**/done');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /MP4/ }).click()]);
  const file = path.join(folder, 'reel.mp4');
  await download.saveAs(file);
  const { streams } = await probe(file);
  expect(streams.find(({ codec_type }) => codec_type === 'video')).toMatchObject({ codec_name: 'h264', width: 1080, height: 1920 });
  expect(errors).toEqual([]);
});

test('a second browser, of another workspace, gets nowhere', async () => {
  const reelPath = new URL(page.url()).pathname;
  await admitStranger();
  const stranger = await openWindow(browser);
  await signIn(stranger.page, STRANGER);
  await stranger.page.getByText('No projects yet.').waitFor();
  await stranger.page.goto(`/projects/${projectId}`);
  await stranger.page.getByText('There is no such project').waitFor();
  await stranger.page.goto(reelPath);
  await stranger.page.getByText('There is no such reel').waitFor();
  await stranger.context.close();
});

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  let window: Awaited<ReturnType<typeof openWindow>>;
  beforeAll(async () => {
    await until('the project to fail', async () => (await stateOf(failingId)) === 'FAILED' || undefined);
    window = await openWindow(browser, { theme });
    await signIn(window.page);
  });
  afterAll(() => window?.context.close());

  test.each(['/', '/projects/:done', '/projects/:failed', '/reels/:reel', '/reels/:reel/done', '/licences', '/nowhere'])('%s can be used by everybody, also on a phone', async (path) => {
    const { page: seen } = window;
    const address = path.replace(':done', projectId).replace(':failed', failingId).replace(':reel', await newestReel());
    for (const width of [1440, 390]) {
      await seen.setViewportSize({ width, height: 900 });
      await seen.goto(address);
      await seen.waitForLoadState('networkidle');
      expect(await findViolations(seen)).toEqual([]);
      expect(await seen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expect(window.errors).toEqual([]);
  });
});

/** A project whose address answers with nothing. It is tried a few times. */
async function startFailingProject(): Promise<string> {
  const { createProject } = await graphql<{ createProject: { id: string } }>('mutation ($input: CreateProjectInput!) { createProject(input: $input) { ... on Project { id } } }', {
    input: { url: `http://127.0.0.1:${ALLOWED_PORT}/nothing` },
  });
  return createProject.id;
}

async function stateOf(id: string): Promise<string> {
  const { project } = await graphql<{ project: { state: string } }>('query ($id: ID!) { project(id: $id) { state } }', { id });
  return project.state;
}

async function newestReel(): Promise<string> {
  const { project } = await graphql<{ project: { reels: { id: string }[] } }>('query ($id: ID!) { project(id: $id) { reels { id } } }', { id: projectId });
  return project.reels[0]?.id ?? '';
}

interface Range {
  startMs: number;
  endMs: number;
}

interface Word extends Range {
  text: string;
}

/** From the record, not from the page. */
async function sentenceWith(word: string): Promise<{ text: string; words: Word[] }> {
  const { project } = await graphql<{ project: { transcript: { sentences: { text: string; words: Word[] }[] } } }>(
    'query ($id: ID!) { project(id: $id) { transcript { sentences(first: 200) { text words { text startMs endMs } } } } }',
    { id: projectId },
  );
  const found = project.transcript.sentences.find(({ text }) => text.includes(word));
  if (!found) throw new Error(`No sentence has "${word}".`);
  return found;
}
