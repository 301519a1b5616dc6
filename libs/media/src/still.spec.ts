import { afterAll, expect, test } from '@jest/globals';
import { frameOf } from '@reels/contracts';
import type { StillSpec } from '@reels/contracts';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { drawStill } from './still.js';
import { MediaFolder } from './testing/makeMedia.js';
import { palette, Pixels } from './testing/reels.js';

const media = new MediaFolder();
afterAll(() => media.remove());

const SPEC: StillSpec = { frame: frameOf('9:16'), ground: 'dark', palette, cover: { box: { x: 84, y: 300, width: 132, height: 132 }, radius: 26 }, lettering: '' };

async function draw(spec: StillSpec, cover: Buffer | null, name = 'still.png'): Promise<Pixels> {
  await drawStill(spec, cover, media.file(name));
  const { data, info } = await sharp(media.file(name)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject(spec.frame);
  return new Pixels(data, info.width, info.height);
}

test('the ground glows in the colours of the palette and is dark behind the words', async () => {
  const still = await draw(SPEC, null);
  const brightness = (x: number, y: number): number => Math.max(...still.at(x, y));
  expect(brightness(880, 110)).toBeGreaterThan(brightness(500, 1_000) + 20);
  expect(brightness(10, 1_900)).toBeGreaterThan(brightness(500, 1_000) + 20);
  expect(brightness(500, 900)).toBeLessThan(40);
});

test('grain hides the steps of dark gradients: neighbours differ, their mean goes on', async () => {
  const still = await draw({ ...SPEC, cover: null }, null);
  const row = Array.from({ length: 400 }, (_, at) => still.at(600 + at, 200)[2]);
  const changes = row.slice(1).filter((value, at) => value !== row[at]).length;
  expect(changes).toBeGreaterThan(200);
});

test('the cover art lies in its box with round corners, any shape of it', async () => {
  for (const [width, height] of [[600, 600], [900, 300], [3, 50]] as const) {
    const cover = await sharp({ create: { width, height, channels: 3, background: '#00ff00' } }).png().toBuffer();
    const still = await draw(SPEC, cover);
    expect(still.at(150, 366)).toEqual([0, 255, 0]);
    expect(still.at(86, 366)).toEqual([0, 255, 0]);
    expect(still.at(85, 301)[1]).toBeLessThan(100);
    expect(still.at(240, 366)[1]).toBeLessThan(100);
  }
});

test('without cover art there is a tile in its place', async () => {
  const still = await draw(SPEC, null);
  expect(Math.max(...still.at(150, 320))).toBeGreaterThan(120);
});

test('paper is light and ruled', async () => {
  const still = await draw({ ...SPEC, ground: 'paper', cover: null }, null);
  const mean = (y: number): number => Array.from({ length: 500 }, (_, at) => still.at(200 + at, y)[1]).reduce((sum, value) => sum + value, 0) / 500;
  expect(mean(630)).toBeGreaterThan(225);
  expect(mean(659)).toBeLessThan(mean(630) - 4);
});

test('a ground of cover art has its light, and no place too bright for white words', async () => {
  const cover = await sharp(Buffer.from('<svg width="200" height="200"><rect width="200" height="200" fill="#ff8c1a"/><rect width="100" height="200" fill="#2040ff"/></svg>')).png().toBuffer();
  const still = await draw({ ...SPEC, ground: 'cover', cover: null, frame: frameOf('16:9') }, cover);
  expect([still.width, still.height]).toEqual([1_920, 1_080]);
  const [left, right] = [still.at(200, 500), still.at(1_700, 500)];
  expect(left[2]).toBeGreaterThan(left[0] + 20);
  expect(right[0]).toBeGreaterThan(right[2] + 20);
  let brightest = 0;
  for (let x = 0; x < 1_920; x += 7) for (let y = 0; y < 1_080; y += 7) brightest = Math.max(brightest, ...still.at(x, y));
  expect(brightest).toBeLessThanOrEqual(0x4a + 8);
});

test('the same still has the same bytes', async () => {
  await draw(SPEC, null, 'one.png');
  await draw(SPEC, null, 'two.png');
  expect(readFileSync(media.file('one.png')).equals(readFileSync(media.file('two.png')))).toBe(true);
});
