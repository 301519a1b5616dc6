import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DEFAULT_DESIGN } from '@reels/contracts';
import type { Layout, Range } from '@reels/contracts';
import { readFileSync } from 'node:fs';
import { checkReel } from './check.js';
import { cutDurationMs, filterValue, timesOf } from './cutGraph.js';
import type { FrameSpan } from './cutGraph.js';
import { keyFrames } from './keyFrames.js';
import { findGain } from './loudness.js';
import { backgroundFps, reelFrames, renderReelCommand } from './render.js';
import type { RenderJob } from './render.js';
import { spliceReel } from './splice.js';
import { checkSplicedReel } from './spliceCheck.js';
import { touchedSpans } from './splicePlan.js';
import { drawStill } from './still.js';
import { MediaFolder, tools, voice } from './testing/makeMedia.js';
import { compose, sentence } from './testing/reels.js';

/** Renders on a busy machine. */
jest.setTimeout(240_000);

const media = new MediaFolder();
afterAll(() => media.remove());

/** Of the sentences the third is edited; the cut's seam lies inside of it. */
const CUT: Range[] = [
  { startMs: 1_040, endMs: 4_740 },
  { startMs: 6_010, endMs: 12_310 },
];
const DURATION_MS = cutDurationMs(CUT);
const said = (third: string) => [sentence('Say yes first.', 0, 400), sentence('Nobody asks twice.', 1_300, 600), sentence(`${third} works.`, 3_200, 700), sentence('Then go on without any hurry.', 5_000, 500), sentence('And come home early.', 8_200, 400)];

interface Packet {
  pts: number;
  dts: number;
  flags: string;
  data_hash: string;
}
async function packets(file: string, stream: 'v' | 'a'): Promise<Packet[]> {
  const { json } = await tools.probeJson(['-select_streams', stream, '-show_data_hash', 'md5', '-show_packets', file]);
  return (json as { packets: Packet[] }).packets.map(({ pts, dts, flags, data_hash }) => ({ pts, dts, flags, data_hash }));
}

/** PSNR of each frame in dB. */
async function likeness(file: string, other: string): Promise<number[]> {
  const log = media.file('psnr.log');
  const filterComplex = `[0:v][1:v]psnr=stats_file=${filterValue(log)}[same]`;
  await tools.run({ inputs: [file, other].map((source) => ({ source, args: [] })), filterComplex, outputs: [{ to: 'nothing', args: ['-map', '[same]'] }] });
  return [...readFileSync(log, 'utf8').matchAll(/psnr_avg:(\S+)/g)].map(([, value]) => (value === 'inf' ? Infinity : Number(value)));
}

describe.each<[Layout, string[], number]>([
  ['audiogram', [], 300],
  // A film rate, whose frames fall on no whole millisecond.
  ['fit', ['testsrc2=s=640x360:r=24000/1001:d=13'], 240],
])('an edited %s', (layout, picture, frames) => {
  let before: RenderJob;
  let after: RenderJob;
  let span: FrameSpan;
  let composition: Awaited<ReturnType<typeof compose>>['composition'];
  let earlier: Awaited<ReturnType<typeof checkReel>>;
  const [old, whole, spliced] = ['old', 'whole', 'spliced'].map((name) => media.file(`${layout}-${name}.mp4`)) as [string, string, string];

  beforeAll(async () => {
    const source = await media.make(`${layout}.mkv`, [voice(13), ...picture], ['-g', '40', '-c:a', 'flac']);
    const plan = async (third: string) => {
      const folder = media.folder();
      const laid = await compose(folder, { sentences: said(third), durationMs: DURATION_MS, design: { ...DEFAULT_DESIGN, layout }, video: picture.length ? { width: 640, height: 360 } : null });
      const { still, frame, picture: at, pictureGround: ground } = laid.composition;
      const background: RenderJob['background'] = still ? await drawStill(still, null, `${folder}/still.png`) : { kind: 'picture', frame, picture: at ?? { x: 0, y: 0, ...frame }, ground, fps: 24_000 / 1_001 };
      const job = { input: { source, args: [] }, cut: CUT, ass: laid.ass, fontsDir: laid.fontsDir, gainDb: 0, threads: 2, background, keyFrames: keyFrames(laid.composition.ass, backgroundFps(background)) };
      return { laid, job };
    };
    const [first, second] = [await plan('This'), await plan('That')];
    const gainDb = await findGain(first.job, (command) => tools.run(command));
    [before, after] = [{ ...first.job, gainDb }, { ...second.job, gainDb }];
    composition = second.laid.composition;
    const spans = touchedSpans(first.laid.composition.ass, composition.ass, backgroundFps(after.background), frames) ?? [];
    expect(spans).toHaveLength(1);
    span = spans[0] ?? { first: 0, end: 0 };
    await tools.run(renderReelCommand(before, old));
    await tools.run(renderReelCommand(after, whole));
    earlier = await checkReel(tools, old, { durationMs: DURATION_MS, composition: first.laid.composition, hasCaptions: true });
    expect(await spliceReel(tools, { ...after, earlier: old, spans, workDir: media.folder() }, spliced)).toBe(true);
  });

  test('encodes its phrase alone', () => {
    expect(reelFrames(after)).toBe(frames);
    expect(before.keyFrames).toEqual(after.keyFrames);
    expect(before.keyFrames).toContain(span.first);
    expect(span.end - span.first).toBeLessThan(frames / 2);
  });

  test('has the packets of the earlier reel everywhere else, and all of its sound', async () => {
    expect(await packets(spliced, 'a')).toEqual(await packets(old, 'a'));
    const [was, is] = [await packets(old, 'v'), await packets(spliced, 'v')];
    const touched = is.flatMap(({ data_hash }, at) => (data_hash === was[at]?.data_hash ? [] : [at]));
    // Of the frames that were encoded again, some that nothing moves in come out as they were.
    expect(touched.length).toBeGreaterThan(10);
    expect(touched.filter((at) => at < span.first || at >= span.end)).toEqual([]);
  });

  test('keeps time as a whole render does: each frame, each key frame', async () => {
    const [is, should] = [await packets(spliced, 'v'), await packets(whole, 'v')];
    expect(is.map(({ dts }) => dts)).toEqual(should.map(({ dts }) => dts));
    const times = (of: Packet[]): number[] => of.map(({ pts }) => pts).sort((a, b) => a - b);
    expect(times(is)).toEqual(times(should));
    expect(is.map(({ flags }) => flags.includes('K'))).toEqual(should.map(({ flags }) => flags.includes('K')));
  });

  test('looks like a whole render in every frame, also at its seams, and unlike before', async () => {
    const same = await likeness(spliced, whole);
    expect(same).toHaveLength(frames);
    expect(Math.min(...same)).toBeGreaterThan(40);
    const changed = (await likeness(spliced, old)).slice(span.first, span.end);
    expect(Math.min(...changed)).toBeLessThan(Math.min(...same) - 5);
  });

  test('passes its checks, of which those of the sound are the earlier reel’s', async () => {
    const expected = { durationMs: DURATION_MS, composition, hasCaptions: true };
    const checks = await checkSplicedReel(tools, spliced, expected, { touched: [timesOf(span, backgroundFps(after.background))], earlier });
    const thorough = await checkReel(tools, spliced, expected);
    expect(Object.entries(checks).filter(([, { passed }]) => !passed)).toEqual([]);
    expect(Object.keys(checks).sort()).toEqual(Object.keys(thorough).sort());
    expect(checks['loudness']).toEqual({ ...thorough['loudness'], carriedOver: 'sound' });
    expect(checks['captionsInSafeZone']).toMatchObject({ carriedOver: 'untouched' });
    expect(checks['duration']).toEqual(thorough['duration']);
  });

  test('does not pass with the captions of before', async () => {
    const checks = await checkSplicedReel(tools, old, { durationMs: DURATION_MS, composition, hasCaptions: true }, { touched: [timesOf(span, backgroundFps(after.background))], earlier });
    expect(checks['captionsPresent']?.passed).toBe(false);
  });
});

test('a file of another encoder is not spliced', async () => {
  const source = await media.make('other.wav', [voice(13)]);
  const foreign = await media.make('foreign.mp4', ['color=black:s=1080x1920:r=30:d=10', voice(10)], ['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-c:a', 'aac']);
  const { ass, fontsDir, composition } = await compose(media.folder(), { sentences: said('This'), durationMs: DURATION_MS });
  if (!composition.still) throw new Error('An audiogram has a still');
  const background = await drawStill(composition.still, null, media.file('foreign-still.png'));
  const job = { input: { source, args: [] }, cut: CUT, ass, fontsDir, threads: 2, background, keyFrames: [0, 100] };
  expect(await spliceReel(tools, { ...job, earlier: foreign, spans: [{ first: 100, end: 130 }], workDir: media.folder() }, media.file('never.mp4'))).toBe(false);
});
