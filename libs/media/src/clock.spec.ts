import { afterAll, expect, test } from '@jest/globals';
import { readSamples, sampleReader } from './audio.js';
import { cutInputs, soundGraph } from './cutGraph.js';
import { ingestMedia } from './ingest.js';
import { safeInput } from './input.js';
import { MediaFolder, tools } from './testing/makeMedia.js';

/** The words are timed on the 16 kHz audio that ingest makes; the reel is cut out of the episode's own file. Both must have one clock. */

const media = new MediaFolder();
afterAll(() => media.remove());

/** A sweep: no two places sound alike. */
const SWEEP = "aevalsrc='0.4*sin(2*PI*(300+8*t)*t)':s=44100:d=120";
const RANGE = { startMs: 83_123, endMs: 85_123 };
const PER_MS = 16;

test.each([
  ['cbr.mp3', ['-b:a', '96k']],
  ['vbr.mp3', ['-q:a', '6']],
  ['headless.mp3', ['-q:a', '6', '-write_xing', '0']],
  ['a.m4a', []],
  ['a.opus', ['-c:a', 'libopus']],
  ['a.ogg', ['-c:a', 'libvorbis']],
  ['a.flac', []],
  ['a.mkv', ['-c:a', 'aac']],
])(
  '%s',
  async (name, args) => {
    const file = await media.make(name, [SWEEP], args);
    const { audioFile } = await ingestMedia(tools, file, { workDir: media.folder(), maxDurationMs: 1e6 });
    const heard = await readSamples(tools, audioFile, RANGE);
    const cut: number[] = [];
    await tools.run(
      {
        inputs: cutInputs({ input: await safeInput(file), cut: [RANGE] }),
        filterComplex: `${soundGraph([RANGE])};[sound]aformat=sample_fmts=s16:sample_rates=16000:channel_layouts=mono[mono]`,
        outputs: [{ to: 'pipe', args: ['-map', '[mono]', '-f', 's16le'] }],
      },
      { onData: sampleReader((samples) => cut.push(...samples)) },
    );
    expect(Math.abs(lag(heard, cut))).toBeLessThanOrEqual(12 * PER_MS);
  },
  30_000,
);

/** By how many samples `b` is late against `a`: where they correlate best within 100 ms. */
function lag(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let best = { at: NaN, product: -Infinity };
  for (let at = -100 * PER_MS; at <= 100 * PER_MS; at++) {
    let product = 0;
    for (let index = 4_000; index < 28_000; index += 5) product += (a[index] ?? 0) * (b[index + at] ?? 0);
    if (product > best.product) best = { at, product };
  }
  return best.at;
}
