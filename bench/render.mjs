/** What a reel's render costs beside the bare x264 encode of the same frames at the same settings. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_DESIGN } from '@reels/contracts';
import { composeReel, cutPeaks } from '@reels/editing/composition';
import { cutSentences } from '@reels/editing/cut';
import { backgroundFps, choosePalette, drawStill, findGain, ingestMedia, inputArgs, keyFrames, localSource, makeFontsDir, openFontBook, renderReelCommand } from '@reels/media';
import { SAMPLE as sample, sampleTranscript } from '../scripts/sampleTranscript.mjs';
import { median } from './cpu.mjs';

const CUT = [{ startMs: 34_040, endMs: 46_040 }];
const DURATION_MS = 12_000;

/** Gives, for each kind of reel, the CPU seconds of the render and of the bare encode, and the length in seconds. */
export async function benchRender({ media, folder, rounds }) {
  const transcript = sampleTranscript();
  const { peaks, facts } = await ingestMedia(media, sample, { workDir: folder, maxDurationMs: 3_600_000 });
  const wide = path.join(folder, 'wide.mp4');
  await media.run({
    inputs: [{ source: 'testsrc2=s=1920x1080:r=30:d=60,noise=alls=12:allf=t', args: ['-f', 'lavfi'] }, { source: localSource(sample), args: inputArgs(facts.container) }],
    outputs: [{ to: 'file', file: wide, args: ['-map', '0:v', '-map', '1:a', '-t', '60', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-pix_fmt', 'yuv420p', '-c:a', 'aac'] }],
  });
  const fonts = await openFontBook();
  const results = [];
  for (const kind of ['audiogram', 'fit']) {
    const composition = composeReel(
      {
        sentences: cutSentences(transcript, CUT),
        durationMs: DURATION_MS,
        language: 'en',
        design: { ...DEFAULT_DESIGN, layout: kind },
        title: 'The baker who fixes radios',
        show: 'The Second Shift',
        peaks: cutPeaks(peaks, CUT),
        palette: await choosePalette(null, 'The Second Shift'),
        hasCover: false,
        video: kind === 'fit' ? { width: 1920, height: 1080 } : null,
      },
      fonts,
    );
    const job = await prepare(kind, composition);
    results.push({ kind, seconds: DURATION_MS / 1000, ...(await compare(job)) });
  }
  return results;

  async function prepare(kind, composition) {
    const ass = path.join(folder, `${kind}.ass`);
    const fontsDir = path.join(folder, `${kind}-fonts`);
    const still = path.join(folder, 'still.png');
    await writeFile(ass, composition.ass);
    await makeFontsDir(fontsDir, composition.fonts);
    const background = composition.still ? await drawStill(composition.still, null, still) : { kind: 'picture', frame: composition.frame, picture: composition.picture, ground: null, fps: 30 };
    const file = kind === 'fit' ? wide : sample;
    const input = { source: localSource(file), args: inputArgs(kind === 'fit' ? 'mp4' : facts.container) };
    const job = { input, cut: CUT, ass, fontsDir, threads: 1, background, keyFrames: keyFrames(composition.ass, backgroundFps(background)) };
    return { ...job, gainDb: await findGain(job, (command) => media.run(command)) };
  }

  /** Interleaved, so that a busy moment of the machine strikes both. */
  async function compare(job) {
    const file = path.join(folder, 'reel.mp4');
    const command = renderReelCommand(job, file);
    const frames = path.join(folder, 'frames.yuv');
    await media.run({
      ...command,
      outputs: [
        { to: 'file', file: frames, args: ['-map', '[video]', '-f', 'rawvideo'] },
        { to: 'nothing', args: ['-map', '[audio]'] },
      ],
    });
    const settings = withoutMaps(command.outputs[0].args);
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', '1080x1920', '-framerate', '30'];
    const bare = { inputs: [{ source: localSource(frames), args: raw }], outputs: [{ to: 'file', file: path.join(folder, 'bare.mp4'), args: ['-map', '0:v', ...settings] }] };
    const render = [];
    const encode = [];
    let peakBytes = 0;
    for (let round = 0; round < rounds; round++) {
      const report = await media.run(command);
      render.push(report.cpuSeconds);
      peakBytes = Math.max(peakBytes, report.peakMemoryBytes);
      encode.push((await media.run(bare)).cpuSeconds);
    }
    await rm(frames);
    return { renderCpu: median(render), bareCpu: median(encode), peakBytes };
  }
}

/** The encoder's settings alone. */
const withoutMaps = (args) => args.filter((arg, index) => arg !== '-map' && args[index - 1] !== '-map');
