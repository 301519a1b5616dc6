/** Draws the README's picture: one frame of the sample in each caption style, and two in other aspects. Run after a build: node scripts/gallery.mjs */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { CAPTION_STYLES, DEFAULT_DESIGN, HOUSE_PALETTES } from '@reels/contracts';
import { composeReel, cutPeaks } from '@reels/editing/composition';
import { cutSentences } from '@reels/editing/cut';
import { choosePalette, drawStill, ingestMedia, makeFontsDir, MediaTools, openFontBook, safeInput, thumbnailCommand } from '@reels/media';
import { ROOT } from './prepare.mjs';
import { SAMPLE, sampleTranscript, TRUTH } from './sampleTranscript.mjs';

const CUT = [{ startMs: 57_000, endMs: 87_000 }];
const COLUMNS = 5;
const [WIDTH, HEIGHT] = [480, 853];
const GAP = 24;

const truth = JSON.parse(await readFile(TRUTH, 'utf8'));
const folder = await mkdtemp(path.join(tmpdir(), 'reels-gallery-'));
try {
  const media = new MediaTools({ ffmpegPath: process.env.FFMPEG_PATH, ffprobePath: process.env.FFPROBE_PATH });
  const { peaks } = await ingestMedia(media, SAMPLE, { workDir: folder, maxDurationMs: 3_600_000 });
  const transcript = sampleTranscript();
  const designs = CAPTION_STYLES.map((captions, index) => ({ captions, background: captions === 'studio' || captions === 'paper' ? 'auto' : HOUSE_PALETTES[index % HOUSE_PALETTES.length] }));
  const tiles = [];
  for (const design of designs) tiles.push(await tile(await draw(media, design, transcript, peaks), WIDTH, HEIGHT));
  const rows = Math.ceil((tiles.length + 1) / COLUMNS);
  const place = (index) => ({ left: GAP + (index % COLUMNS) * (WIDTH + GAP), top: GAP + Math.floor(index / COLUMNS) * (HEIGHT + GAP) });
  // The last place: a square reel and a wide one.
  const { left, top } = place(tiles.length);
  const square = await tile(await draw(media, { aspect: '1:1', captions: 'studio', background: 'coral' }, transcript, peaks), WIDTH, WIDTH);
  const wide = await tile(await draw(media, { aspect: '16:9', captions: 'capsule', background: 'periwinkle' }, transcript, peaks), WIDTH, (WIDTH * 9) / 16);
  const target = path.join(ROOT, 'docs', 'images', 'reels.jpg');
  await mkdir(path.dirname(target), { recursive: true });
  await sharp({ create: { width: COLUMNS * (WIDTH + GAP) + GAP, height: rows * (HEIGHT + GAP) + GAP, channels: 3, background: '#17181c' } })
    .composite([...tiles.map((input, index) => ({ input, ...place(index) })), { input: square, left, top }, { input: wide, left, top: top + WIDTH + GAP }])
    .jpeg({ quality: 85 })
    .toFile(target);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function tile(frame, width, height) {
  return sharp(frame).resize(width, Math.round(height)).toBuffer();
}

async function draw(media, design, transcript, peaks) {
  const composition = composeReel(
    {
      sentences: cutSentences(transcript, CUT),
      durationMs: CUT[0].endMs - CUT[0].startMs,
      language: 'en',
      design: { ...DEFAULT_DESIGN, ...design },
      title: truth.title,
      show: truth.show,
      peaks: cutPeaks(peaks, CUT),
      palette: await choosePalette(null, truth.show),
      hasCover: false,
      video: null,
    },
    openFontBook(),
  );
  const at = (name) => path.join(folder, `${design.captions}-${composition.frame.height}-${name}`);
  await writeFile(at('reel.ass'), composition.ass);
  await makeFontsDir(at('fonts'), composition.fonts);
  const background = await drawStill(composition.still, null, at('still.png'));
  const job = { input: await safeInput(SAMPLE), cut: CUT, ass: at('reel.ass'), fontsDir: at('fonts'), threads: 1, background };
  await media.run(thumbnailCommand(job, composition.thumbnailMs, at('frame.jpg')));
  return at('frame.jpg');
}
