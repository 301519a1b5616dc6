/** Reels of the sample, laid out and ready to be rendered: what the benches measure. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_DESIGN } from '@reels/contracts';
import { composeReel, cutPeaks } from '@reels/editing/composition';
import { cutSentences } from '@reels/editing/cut';
import { backgroundFps, choosePalette, drawStill, ingestMedia, inputArgs, keyFrames, localSource, makeFontsDir, openFontBook } from '@reels/media';
import { SAMPLE as sample } from '../scripts/sampleTranscript.mjs';

/** Gives `prepare(kind, transcript)` for a cut: a composition and the job of its render but the gain, on one thread. */
export async function openReels({ media, folder, cut }) {
  const durationMs = cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const { peaks, facts } = await ingestMedia(media, sample, { workDir: folder, maxDurationMs: 3_600_000 });
  const wide = path.join(folder, 'wide.mp4');
  const seconds = `${Math.ceil((cut.at(-1)?.endMs ?? 0) / 1000) + 10}`;
  await media.run({
    inputs: [{ source: `testsrc2=s=1920x1080:r=30:d=${seconds},noise=alls=12:allf=t`, args: ['-f', 'lavfi'] }, { source: localSource(sample), args: inputArgs(facts.container) }],
    outputs: [{ to: 'file', file: wide, args: ['-map', '0:v', '-map', '1:a', '-t', seconds, '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-pix_fmt', 'yuv420p', '-c:a', 'aac'] }],
  });
  const fonts = await openFontBook();
  return { durationMs, prepare };

  async function prepare(kind, transcript, name = kind) {
    const composition = composeReel(
      {
        sentences: cutSentences(transcript, cut),
        durationMs,
        language: 'en',
        design: { ...DEFAULT_DESIGN, layout: kind },
        title: 'The baker who fixes radios',
        show: 'The Second Shift',
        peaks: cutPeaks(peaks, cut),
        palette: await choosePalette(null, 'The Second Shift'),
        hasCover: false,
        video: kind === 'fit' ? { width: 1920, height: 1080 } : null,
      },
      fonts,
    );
    const own = path.join(folder, name);
    await mkdir(own, { recursive: true });
    const ass = path.join(own, 'reel.ass');
    const fontsDir = path.join(own, 'fonts');
    await writeFile(ass, composition.ass);
    await makeFontsDir(fontsDir, composition.fonts);
    const { still, frame, picture, pictureGround } = composition;
    const background = still ? await drawStill(still, null, path.join(own, 'still.png')) : { kind: 'picture', frame, picture, ground: pictureGround, fps: 30 };
    const input = { source: localSource(kind === 'fit' ? wide : sample), args: inputArgs(kind === 'fit' ? 'mp4' : facts.container) };
    const job = { input, cut, ass, fontsDir, threads: 1, background, keyFrames: keyFrames(composition.ass, backgroundFps(background)) };
    return { composition, job, folder: own };
  }
}
