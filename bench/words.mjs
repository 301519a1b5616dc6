/**
 * How far the starts of recognized words are from the truth.
 *
 *   node bench/words.mjs --truth FILE [--truth FILE ...]
 *
 * A truth is JSON: `{words: [{text, startMs, overlap?}]}`, or `{sentences: [{text, startMs}]}` where only the first word of
 * each sentence counts. Its recording lies beside it under the same name ("talk.json" or "talk.truth.json": "talk.flac").
 * Only words that were recognized as they stand in the truth are scored, and none that others talk over (`overlap`).
 * Takes the programs and models from the settings, like a worker does, and the code from dist/: build first.
 */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { MediaTools, ingestMedia } from '@reels/media';
import { createSoundSwallower } from '../workflows/dist/providers/local/soundswallower.js';
import { assembleWords } from '../workflows/dist/activities/transcribe/assemble.js';
import { createRecognizer } from './recognize.mjs';

const LONGEST_MS = 12 * 3_600_000;
const MEDIA = /\.(wav|flac|mp3|m4a|ogg|opus|mp4|mov|mkv|webm)$/i;

/** The words of a recording, made as the pipeline makes them, without its engine and its stores. */
export async function transcribe(file, language) {
  const { FFMPEG_PATH = 'ffmpeg', FFPROBE_PATH = 'ffprobe', WHISPER_CLI_PATH = 'whisper-cli', WHISPER_MODEL_PATH, VAD_MODEL_PATH, TRANSCRIBE_THREADS = 2 } = process.env;
  const media = new MediaTools({ ffmpegPath: FFMPEG_PATH, ffprobePath: FFPROBE_PATH });
  const recognize = await createRecognizer({ media, cliPath: WHISPER_CLI_PATH, modelPath: WHISPER_MODEL_PATH, vadPath: VAD_MODEL_PATH, threads: Number(TRANSCRIBE_THREADS) });
  const aligner = createSoundSwallower();
  const folder = await mkdtemp(join(tmpdir(), 'bench-words-'));
  try {
    const { audioFile, facts } = await ingestMedia(media, file, { workDir: folder, maxDurationMs: LONGEST_MS });
    const heard = await recognize({ audioFile, durationMs: facts.durationMs, folder, language });
    const chunks = [];
    for (const { range, wavFile, words } of heard.chunks) chunks.push({ range, words: (await aligner.align({ wavFile, words, language: heard.language })).words });
    return assembleWords(chunks);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Distances in milliseconds between the starts of words and of the same words in the truth. */
export function startErrors(words, truth) {
  const wanted = truth.words ?? truth.sentences.flatMap(({ text, startMs }) => text.split(/\s+/).map((word, i) => ({ text: word, startMs: i === 0 ? startMs : null })));
  return matchWords(words, wanted)
    .filter(([, right]) => right.startMs !== null && !right.overlap)
    .map(([heard, right]) => Math.abs(heard.startMs - right.startMs));
}

/** Pairs of the same word by the cheapest edit script; of equal scripts, the one whose words lie nearest in time. */
function matchWords(heard, wanted) {
  const plain = ({ text }) => text.toLowerCase().replace(/[^\p{L}\p{N}']/gu, '');
  const [a, b] = [heard.map(plain), wanted.map(plain)];
  const distance = (i, j) => (wanted[j].startMs === null ? 0 : Math.min(0.9, Math.abs(heard[i].startMs - wanted[j].startMs) / 5000));
  const pairing = (i, j) => (a[i] === b[j] ? distance(i, j) : 1.5);
  const costs = Array.from({ length: a.length + 1 }, (_, i) => Float64Array.from({ length: b.length + 1 }, (_, j) => (i && j ? 0 : i + j)));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      costs[i][j] = Math.min(costs[i - 1][j] + 1, costs[i][j - 1] + 1, costs[i - 1][j - 1] + pairing(i - 1, j - 1));
    }
  }
  const pairs = [];
  for (let i = a.length, j = b.length; i > 0 && j > 0; ) {
    if (costs[i][j] === costs[i - 1][j - 1] + pairing(i - 1, j - 1)) {
      i--;
      j--;
      if (a[i] === b[j]) pairs.unshift([heard[i], wanted[j]]);
    } else if (costs[i][j] === costs[i - 1][j] + 1) i--;
    else j--;
  }
  return pairs;
}

/** `{words, median, p90, p95}` in milliseconds. */
export function summarize(errors) {
  const sorted = [...errors].sort((x, y) => x - y);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
  return { words: sorted.length, median: at(0.5), p90: at(0.9), p95: at(0.95) };
}

/** The recording that lies beside a truth. */
async function mediaOf(truthFile) {
  const name = basename(truthFile).replace(/(\.truth)?\.json$/, '');
  const media = (await readdir(dirname(truthFile))).find((file) => MEDIA.test(file) && file.replace(MEDIA, '') === name);
  if (!media) throw new Error(`There is no recording beside ${truthFile}.`);
  return join(dirname(truthFile), media);
}

async function main() {
  const { values } = parseArgs({ options: { truth: { type: 'string', multiple: true, default: [] } } });
  if (values.truth.length === 0) throw new Error('Usage: node bench/words.mjs --truth FILE [--truth FILE ...]');
  const say = (name, { words, median, p90, p95 }) => console.log(`${name.padEnd(40)} ${words} starts: median ${median} ms, p90 ${p90} ms, p95 ${p95} ms`);
  const all = [];
  for (const file of values.truth) {
    const truth = JSON.parse(await readFile(file, 'utf8'));
    const errors = startErrors(await transcribe(await mediaOf(file), truth.language), truth);
    say(basename(file), summarize(errors));
    all.push(...errors);
  }
  if (values.truth.length > 1) say('all', summarize(all));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
