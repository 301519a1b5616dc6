import { afterAll, expect, jest, test } from '@jest/globals';
import type { Range } from '@reels/contracts';
import { cutInputs, filterValue, frameCount, pictureGraph, SAMPLE_RATE, seconds, soundGraph } from './cutGraph.js';
import { lavfi, MediaFolder, tools } from './testing/makeMedia.js';

jest.setTimeout(60_000);
const media = new MediaFolder();
afterAll(() => media.remove());

/** The left channel of a pad, as 32-bit samples. */
async function samples(inputs: Parameters<typeof tools.run>[0]['inputs'], filterComplex: string, pad: string): Promise<Float32Array> {
  const chunks: Buffer[] = [];
  await tools.run({ inputs, filterComplex, outputs: [{ to: 'pipe', args: ['-map', pad, '-f', 'f32le'] }] }, { onData: (chunk) => chunks.push(chunk) });
  const bytes = Buffer.concat(chunks);
  const both = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return both.filter((_, at) => at % 2 === 0);
}

const SPEECH_LIKE = "aevalsrc='0.4*sin(2*PI*(180+40*t)*t)*(0.6+0.4*sin(2*PI*2.3*t))+0.05*random(0)':s=48000:d=20";
const CUT: Range[] = [
  { startMs: 3_217, endMs: 4_650 },
  { startMs: 11_033, endMs: 12_500 },
];

test.each([
  ['a.wav', []],
  ['a.flac', []],
  ['a.mp3', ['-b:a', '96k']],
  ['vbr.mp3', ['-q:a', '6', '-write_xing', '0']],
  // The noise that stands in for noise is drawn anew at each decoding.
  ['a.m4a', ['-c:a', 'aac', '-aac_pns', '0']],
  ['a.ogg', ['-c:a', 'libvorbis']],
  ['a.opus', ['-c:a', 'libopus']],
])('%s is cut to the sample', async (name, args) => {
  const file = await media.make(name, [SPEECH_LIKE], args);
  const whole = await samples([{ source: file, args: [] }], `[0:a]aformat=sample_fmts=flt:sample_rates=${SAMPLE_RATE}:channel_layouts=stereo[all]`, '[all]');
  const cut = await samples(cutInputs({ input: { source: file, args: [] }, cut: CUT }), soundGraph(CUT), '[sound]');
  expect(cut.length).toBe((1_433 + 1_467) * 48);
  // Away from the fades the cut is the recording itself; a shift by one sample would be far louder than this.
  let from = 0;
  for (const { startMs, endMs } of CUT) {
    const length = (endMs - startMs) * 48;
    let worst = 0;
    let shifted = 0;
    for (let at = 1_000; at < length - 1_000; at += 1) {
      worst = Math.max(worst, Math.abs((cut[from + at] ?? 0) - (whole[startMs * 48 + at] ?? 1)));
      shifted = Math.max(shifted, Math.abs((cut[from + at] ?? 0) - (whole[startMs * 48 + at + 1] ?? 1)));
    }
    expect(worst).toBeLessThan(0.01);
    expect(shifted).toBeGreaterThan(2 * worst);
    from += length;
  }
});

test('a cut begins and ends in silence, at each of its seams', async () => {
  const file = await media.make('loud.wav', ["aevalsrc='0.9*cos(2*PI*50*t)':s=48000:d=6"]);
  const cut: Range[] = [
    { startMs: 1_000, endMs: 2_000 },
    { startMs: 3_000, endMs: 3_500 },
  ];
  const sound = await samples(cutInputs({ input: { source: file, args: [] }, cut }), soundGraph(cut), '[sound]');
  for (const edge of [0, 47_999, 48_000, 71_999]) expect(Math.abs(sound[edge] ?? 1)).toBeLessThan(0.02);
  // One channel becomes two of half the power each.
  expect(Math.max(...sound.subarray(2_000, 46_000))).toBeCloseTo(0.9 * Math.SQRT1_2, 2);
});

test('mono, and sound that ends before the range does, come out as stereo of the right length', async () => {
  const file = await media.make('short.wav', [lavfi('sine=frequency=300:sample_rate=16000:duration=2')]);
  const cut: Range[] = [{ startMs: 1_500, endMs: 4_000 }];
  expect((await samples(cutInputs({ input: { source: file, args: [] }, cut }), soundGraph(cut), '[sound]')).length).toBe(2_500 * 48);
});

test('a picture has as many frames as its sound is long, over many ranges', async () => {
  const file = await media.make('ntsc.mp4', ['testsrc=s=64x36:r=30000/1001:d=9', 'sine=frequency=200:duration=9']);
  const fps = { numerator: 30_000, denominator: 1_001 };
  // The last range lies behind the end of the picture.
  const cut: Range[] = [0, 1, 2, 3, 4, 5].map((at) => ({ startMs: 111 + at * 1_500, endMs: 111 + at * 1_500 + 1_017 }));
  const lines: string[] = [];
  await tools.run(
    { inputs: cutInputs({ input: { source: file, args: [] }, cut }), filterComplex: `${pictureGraph(cut, fps)};[picture]showinfo[shown]`, outputs: [{ to: 'nothing', args: ['-map', '[shown]'] }] },
    { onLine: (line) => void (/\bn: *\d+ pts:/.test(line) && lines.push(line)) },
  );
  expect(lines.length).toBe(frameCount(6 * 1_017, fps));
  const times = lines.map((line) => Number(/pts_time:([\d.]+)/.exec(line)?.[1]));
  times.forEach((time, at) => expect(time).toBeCloseTo((at * 1_001) / 30_000, 3));
});

test.each(["plain.ass", "it's [odd], a:b;c=d%e.ass", 'sp ace\\back.ass', '日本語.ass'])('a path like %j reaches the filter', async (name) => {
  const file = media.write(name, '[Script Info]\nPlayResX: 64\nPlayResY: 64\n\n[V4+ Styles]\nFormat: Name\nStyle: Default\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n');
  const run = tools.run({ inputs: [lavfi('color=s=64x64:d=0.1')], filterComplex: `[0:v]ass=filename=${filterValue(file)}[out]`, outputs: [{ to: 'nothing', args: ['-map', '[out]'] }] });
  await expect(run).resolves.toBeDefined();
});

test('times keep their milliseconds', () => {
  expect([0, 1, 1_000, 61_234, 12 * 3_600_000 + 7].map(seconds)).toEqual(['0', '0.001', '1', '61.234', '43200.007']);
});
