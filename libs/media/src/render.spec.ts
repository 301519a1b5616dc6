import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { frameOf } from '@reels/contracts';
import type { Range } from '@reels/contracts';
import { readFileSync, statSync } from 'node:fs';
import { reelFps, renderReelCommand, thumbnailCommand } from './render.js';
import type { RenderJob } from './render.js';
import { drawStill } from './still.js';
import { lavfi, MediaFolder, tools, voice } from './testing/makeMedia.js';
import { compose, frameAt, near, palette, sentence } from './testing/reels.js';

const FRAME = frameOf('9:16');

/** Renders on a busy machine. */
jest.setTimeout(180_000);

const media = new MediaFolder();
afterAll(() => media.remove());

interface Probed {
  streams: { codec_type: string; codec_name: string; profile: string; width: number; height: number; pix_fmt: string; color_space: string; r_frame_rate: string; nb_read_packets: string; sample_rate: string; channels: number; duration: string; start_time: string }[];
  packets: { codec_type: string; flags: string }[];
}
async function probe(file: string): Promise<Probed> {
  const { json } = await tools.probeJson(['-count_packets', '-show_entries', 'stream:packet=codec_type,flags', file]);
  return json as Probed;
}
const keyFrames = ({ packets }: Probed): number[] => packets.filter(({ codec_type }) => codec_type === 'video').flatMap(({ flags }, at) => (flags.startsWith('K') ? [at] : []));

const CUT: Range[] = [
  { startMs: 1_000, endMs: 3_030 },
  { startMs: 5_000, endMs: 7_020 },
];
const DURATION_MS = 4_050;

describe('an audiogram', () => {
  let job: RenderJob;
  let file: string;
  let probed: Probed;
  beforeAll(async () => {
    const source = await media.make('episode.mp3', [voice(10)]);
    const folder = media.folder();
    const { ass, fontsDir, composition } = await compose(folder, { sentences: [sentence('Say yes first', 100, 1_200, 'Maya')], durationMs: DURATION_MS });
    if (!composition.still) throw new Error('An audiogram has a still');
    job = { input: { source, args: [] }, cut: CUT, ass, fontsDir, gainDb: 3, threads: 2, background: await drawStill(composition.still, null, `${folder}/still.png`), keyFrames: [0, 70] };
    file = media.file('audiogram.mp4');
    await tools.run(renderReelCommand(job, file));
    probed = await probe(file);
  });

  test('is what platforms take: H.264 High 4:2:0 in BT.709 at 30 frames a second, AAC at 48 kHz, as long as the cut', () => {
    const [video, audio] = probed.streams;
    expect(video).toMatchObject({ codec_name: 'h264', profile: 'High', width: 1_080, height: 1_920, pix_fmt: 'yuv420p', color_space: 'bt709', r_frame_rate: '30/1' });
    expect(Number(video?.nb_read_packets)).toBe(Math.round(DURATION_MS * 0.03));
    expect(audio).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 });
    expect(Number(audio?.duration)).toBeCloseTo(DURATION_MS / 1_000, 1);
    expect(Number(video?.start_time)).toBe(0);
    expect(Number(audio?.start_time)).toBeCloseTo(0, 2);
  });

  test('can be spliced: key frames where they were asked for, and it streams: its index comes first', () => {
    expect(keyFrames(probed)).toEqual([0, 70]);
    const bytes = readFileSync(file);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  test('the same job gives the same bytes', async () => {
    const again = media.file('again.mp4');
    await tools.run(renderReelCommand(job, again));
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
  });

  test('lights the word that is said, on the still', async () => {
    const early = (await frameAt(file, 600)).boxOf(near(palette.accent, 30), 500, 950);
    const later = (await frameAt(file, 1_900)).boxOf(near(palette.accent, 30), 500, 950);
    expect(early?.left).toBeLessThan(120);
    expect(later?.left).toBeGreaterThan(early?.right ?? Infinity);
    // The glow above is the still's, and so is the show's name.
    expect(Math.max(...(await frameAt(file, 600)).at(880, 110))).toBeGreaterThan(60);
    expect((await frameAt(file, 600)).boxOf(near('#ffffff'), 300, 432)?.left).toBeLessThan(260);
  });

  test('the background stands still over key frames', async () => {
    const [before, after] = [await frameAt(file, 2_280), await frameAt(file, 2_350)];
    let difference = 0;
    for (let y = 1_300; y < 1_900; y += 3) for (let x = 0; x < 1_080; x += 3) difference += Math.abs(before.at(x, y)[1] - after.at(x, y)[1]);
    expect(difference / (200 * 360)).toBeLessThan(2);
  });

  test('its thumbnail is a JPEG of that moment', async () => {
    const thumbnail = media.file('thumbnail.jpg');
    await tools.run(thumbnailCommand(job, 1_900, thumbnail));
    expect(statSync(thumbnail).size).toBeGreaterThan(20_000);
    const picture = await frameAt(thumbnail, 0);
    expect(picture.boxOf(near(palette.accent, 40), 500, 950)?.left).toBeGreaterThan(200);
  });
});

describe('over the episode’s own picture', () => {
  const PICTURE = (size: string): string => `testsrc2=s=${size}:r=25:d=10`;

  test('a wide picture is whole above the captions, over its dim blurred copy', async () => {
    const source = await media.make('wide.mp4', ['color=0x30c060:s=640x360:r=25:d=10', voice(10)]);
    const { ass, fontsDir, composition } = await compose(media.folder(), { sentences: [sentence('Say yes', 0, 1_200)], durationMs: DURATION_MS, design: { captions: 'punch' }, video: { width: 640, height: 360 } });
    const picture = composition.picture ?? { x: 0, y: 0, width: 0, height: 0 };
    const job: RenderJob = { input: { source, args: [] }, cut: CUT, ass, fontsDir, gainDb: 0, threads: 2, background: { kind: 'picture', frame: FRAME, ground: null, picture, fps: 25 }, keyFrames: [0] };
    const file = media.file('fit.mp4');
    await tools.run(renderReelCommand(job, file));
    const frame = await frameAt(file, 500);
    const [inside, above, below] = [frame.at(540, picture.y + 300), frame.at(540, 100), frame.at(540, 1_700)];
    expect(near('#30c060', 12)(...inside)).toBe(true);
    expect(near('#30c060', 12)(...frame.at(4, picture.y + 8))).toBe(true);
    for (const dim of [above, below]) expect(dim[1]).toBeLessThan(inside[1] * 0.6);
    const probed = await probe(file);
    expect(probed.streams[0]).toMatchObject({ r_frame_rate: '25/1', nb_read_packets: `${Math.round(DURATION_MS / 40)}` });
    // None is further than four seconds from another.
    expect(keyFrames(probed)).toEqual([0, 100]);
    await tools.run(thumbnailCommand(job, 500, media.file('fit.jpg')));
    expect((await frameAt(media.file('fit.jpg'), 0)).boxOf(near(palette.pop, 60), picture.y + picture.height)?.count).toBeGreaterThan(500);
  });

  test('an upright picture stands at the side of a wide frame, on a plain ground', async () => {
    const source = await media.make('side.mp4', ['color=0x30c060:s=270x480:r=25:d=3', voice(3)]);
    const frame = frameOf('16:9');
    const { ass, fontsDir, composition } = await compose(media.folder(), { sentences: [sentence('Say yes', 0, 1_200)], durationMs: 2_000, design: { aspect: '16:9', background: 'mint' }, video: { width: 270, height: 480 } });
    const { picture, pictureGround } = composition;
    if (!picture || !pictureGround) throw new Error('There is a picture on a plain ground');
    const background: RenderJob['background'] = { kind: 'picture', frame: composition.frame, ground: pictureGround, picture, fps: 25 };
    await tools.run(thumbnailCommand({ input: { source, args: [] }, cut: [{ startMs: 0, endMs: 2_000 }], ass, fontsDir, threads: 2, background }, 500, media.file('side.jpg')));
    const shown = await frameAt(media.file('side.jpg'), 0, frame);
    expect(near('#30c060', 40)(...shown.at(300, 800))).toBe(true);
    expect(near(pictureGround, 12)(...shown.at(1_850, 200))).toBe(true);
    // Words to come are light.
    expect(shown.boxOf(near('#c9ccd3', 24), 130, 980)?.left).toBeGreaterThan(picture.width);
  });

  test('an upright picture fills the frame; the cut shows the picture of its time', async () => {
    const source = await media.make('upright.mp4', [PICTURE('270x480'), voice(10)]);
    const { ass, fontsDir, composition } = await compose(media.folder(), { sentences: [], durationMs: DURATION_MS, design: { captions: 'none' }, title: '', show: null, video: { width: 270, height: 480 } });
    expect(composition.picture).toEqual({ x: 0, y: 0, ...FRAME });
    const file = media.file('upright-reel.mp4');
    await tools.run(renderReelCommand({ input: { source, args: [] }, cut: CUT, ass, fontsDir, gainDb: 0, threads: 2, background: { kind: 'picture', frame: FRAME, ground: null, picture: { x: 0, y: 0, ...FRAME }, fps: 25 }, keyFrames: [0] }, file));
    // The second range begins after 2.03 s: this frame is the episode's at 5 s + 0.97 s.
    const shown = await frameAt(file, 3_000);
    const wanted = await frameAt(source, 5_960, { width: 270, height: 480 });
    let same = 0;
    for (let y = 10; y < 300; y += 10) for (let x = 5; x < 270; x += 10) same += near('#000000', 48)(...(shown.at(4 * x + 2, 4 * y + 2).map((value, at) => Math.abs(value - (wanted.at(x, y)[at] ?? 0))) as [number, number, number])) ? 1 : 0;
    expect(same / (29 * 27)).toBeGreaterThan(0.85);
  });

  test('a recording that turns its picture, or has none for a while, or oblong pixels, is rendered all the same', async () => {
    const late = await media.make('late.mkv', [{ source: PICTURE('320x240'), args: ['-f', 'lavfi', '-itsoffset', '2'] }, lavfi(voice(10))], ['-vf', 'setsar=4/3', '-t', '6']);
    const { ass, fontsDir } = await compose(media.folder(), { sentences: [], durationMs: 4_000, design: { captions: 'none' }, video: { width: 427, height: 240 } });
    const file = media.file('late-reel.mp4');
    const cut = [{ startMs: 500, endMs: 4_500 }];
    await tools.run(renderReelCommand({ input: { source: late, args: [] }, cut, ass, fontsDir, gainDb: 0, threads: 2, background: { kind: 'picture', frame: FRAME, ground: null, picture: { x: 0, y: 356, width: 1_080, height: 606 }, fps: 25 }, keyFrames: [0] }, file));
    expect(Number((await probe(file)).streams[0]?.nb_read_packets)).toBe(100);
  });
});

test.each([
  [30, 30, 1],
  [29.97, 30_000, 1_001],
  [23.976, 24_000, 1_001],
  [24, 24, 1],
  [25, 25, 1],
  [50, 25, 1],
  [59.94, 30_000, 1_001],
  [60, 30, 1],
  [120, 30, 1],
  [15, 15, 1],
  [1_000, 30, 1],
  [0, 30, 1],
  [NaN, 30, 1],
])('%d frames a second become %d/%d', (fps, numerator, denominator) => {
  expect(reelFps(fps)).toEqual({ numerator, denominator });
});
