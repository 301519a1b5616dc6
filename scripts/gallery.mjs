/** Draws the README's picture: one frame of the sample in each caption style. Run after a build: node scripts/gallery.mjs */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { CAPTION_STYLES } from '@reels/contracts';
import { composeReel, cutPeaks } from '@reels/editing/composition';
import { cutSentences } from '@reels/editing/cut';
import { choosePalette, drawStill, ingestMedia, makeFontsDir, MediaTools, openFontBook, safeInput, thumbnailCommand } from '@reels/media';
import { ROOT } from './prepare.mjs';
import { SAMPLE, sampleTranscript, TRUTH } from './sampleTranscript.mjs';

const CUT = [{ startMs: 57_000, endMs: 87_000 }];
const WIDTH = 480;
const GAP = 24;

const truth = JSON.parse(await readFile(TRUTH, 'utf8'));
const folder = await mkdtemp(path.join(tmpdir(), 'reels-gallery-'));
try {
  const media = new MediaTools({ ffmpegPath: process.env.FFMPEG_PATH, ffprobePath: process.env.FFPROBE_PATH });
  const { peaks } = await ingestMedia(media, SAMPLE, { workDir: folder, maxDurationMs: 3_600_000 });
  const transcript = sampleTranscript();
  const frames = [];
  for (const style of CAPTION_STYLES) frames.push(await draw(media, style, transcript, peaks));
  const height = (WIDTH * 16) / 9;
  const tiles = await Promise.all(frames.map((frame) => sharp(frame).resize(WIDTH, Math.round(height)).toBuffer()));
  const target = path.join(ROOT, 'docs', 'images', 'reels.jpg');
  await mkdir(path.dirname(target), { recursive: true });
  await sharp({ create: { width: tiles.length * (WIDTH + GAP) + GAP, height: Math.round(height) + 2 * GAP, channels: 3, background: '#17181c' } })
    .composite(tiles.map((input, index) => ({ input, left: GAP + index * (WIDTH + GAP), top: GAP })))
    .jpeg({ quality: 85 })
    .toFile(target);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function draw(media, style, transcript, peaks) {
  const composition = composeReel(
    {
      sentences: cutSentences(transcript, CUT),
      durationMs: CUT[0].endMs - CUT[0].startMs,
      language: 'en',
      captions: style,
      layout: 'audiogram',
      title: truth.title,
      show: truth.show,
      peaks: cutPeaks(peaks, CUT),
      palette: await choosePalette(null, truth.show),
      hasCover: false,
      video: null,
    },
    await openFontBook(),
  );
  const at = (name) => path.join(folder, `${style}-${name}`);
  await writeFile(at('reel.ass'), composition.ass);
  await makeFontsDir(at('fonts'), composition.fonts);
  const background = await drawStill(composition.still, null, at('still.png'));
  const job = { input: await safeInput(SAMPLE), cut: CUT, ass: at('reel.ass'), fontsDir: at('fonts'), threads: 1, background };
  await media.run(thumbnailCommand(job, composition.thumbnailMs, at('frame.jpg')));
  return at('frame.jpg');
}
