import { afterAll, expect, jest, test } from '@jest/globals';
import { soundGraph, cutInputs } from './cutGraph.js';
import { findGain, gainFilters, loudnessCommand, parseLoudness, TARGET_LUFS } from './loudness.js';
import type { CutSource } from './loudness.js';
import { MediaFolder, tools } from './testing/makeMedia.js';

jest.setTimeout(60_000);
const media = new MediaFolder();
afterAll(() => media.remove());

const source = (file: string, endMs = 8_000): CutSource => ({ input: { source: file, args: [] }, cut: [{ startMs: 500, endMs }] });

/** Integrated loudness and true peak of the cut after its gain, through the encoder. */
async function finished(from: CutSource, gainDb: number, name: string): Promise<{ lufs: number; peak: number }> {
  const file = media.file(name);
  await tools.run({
    inputs: cutInputs(from),
    filterComplex: `${soundGraph(from.cut)};[sound]${gainFilters(gainDb)}[audio]`,
    outputs: [{ to: 'file', file, args: ['-map', '[audio]', '-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '160k'] }],
  });
  const { stderr } = await tools.run({ inputs: [{ source: file, args: [] }], filterComplex: '[0:a]ebur128=peak=true:framelog=verbose[out]', outputs: [{ to: 'nothing', args: ['-map', '[out]'] }] });
  return { lufs: parseLoudness(stderr).lufs ?? NaN, peak: Number(/Peak:\s*(-?[\d.]+) dBFS/.exec(stderr)?.[1]) };
}

test.each([
  ['quiet', "aevalsrc='0.02*sin(2*PI*220*t)*(0.55+0.45*sin(2*PI*3*t))':s=44100:d=9"],
  ['loud', "aevalsrc='0.95*sin(2*PI*220*t)*(0.55+0.45*sin(2*PI*3*t))':s=44100:d=9"],
  // Short claps far above the voice: the limiter has to work.
  ['clapping', "aevalsrc='0.05*sin(2*PI*220*t)*(0.55+0.45*sin(2*PI*3*t))+0.9*(random(0)-0.5)*lt(mod(t\\,0.7)\\,0.004)':s=44100:d=9"],
  ['noisy', 'anoisesrc=color=pink:amplitude=0.2:duration=9:seed=1'],
])('%s sound comes out at -14 LUFS with its peak below -1 dBTP', async (name, sound) => {
  const from = source(await media.make(`${name}.wav`, [sound]));
  const gain = await findGain(from, (command) => tools.run(command));
  const { lufs, peak } = await finished(from, gain, `${name}.m4a`);
  expect(Math.abs(lufs - TARGET_LUFS)).toBeLessThanOrEqual(0.5);
  expect(peak).toBeLessThan(-1);
});

test('mono is measured as the stereo that it becomes', async () => {
  const tone = "aevalsrc='0.1*sin(2*PI*997*t)':s=48000:d=9";
  const mono = source(await media.make('mono.wav', [tone], ['-ac', '1']));
  const { stderr } = await tools.run(loudnessCommand(mono, null));
  const { lufs } = await finished(mono, 0, 'mono.m4a');
  expect(parseLoudness(stderr).lufs).toBeCloseTo(lufs, 0);
});

test('silence and a cut too short to measure are left alone', async () => {
  const silent = source(await media.make('silent.wav', ['anullsrc=d=9']));
  expect(await findGain(silent, (command) => tools.run(command))).toBe(0);
  const short: CutSource = { ...source(await media.make('short.wav', ['sine=duration=9'])), cut: [{ startMs: 500, endMs: 700 }] };
  expect(await findGain(short, (command) => tools.run(command))).toBe(0);
});

test('the noise of a room is not lifted to the level of speech', async () => {
  const from = source(await media.make('room.wav', ['anoisesrc=amplitude=0.0008:duration=9:seed=1']));
  expect(await findGain(from, (command) => tools.run(command))).toBe(30);
});
