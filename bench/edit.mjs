/** What mending one word of a finished reel costs beside rendering it whole: pictures, sound, thumbnail and check of both. */
import path from 'node:path';
import { backgroundFps, checkReel, checkSplicedReel, findGain, reelFrames, renderReelCommand, spliceReel, thumbnailCommand, timesOf, touchedSpans } from '@reels/media';
import { sampleTranscript } from '../scripts/sampleTranscript.mjs';
import { median, ownCpuSeconds } from './cpu.mjs';
import { openReels } from './reels.mjs';

const CUT = [{ startMs: 34_040, endMs: 79_040 }];

/** Gives, for each kind of reel, the CPU seconds of a whole render and the median of some edits, each of another word. */
export async function benchEdit({ media, folder, rounds, kinds = ['audiogram', 'fit'] }) {
  const { durationMs, prepare } = await openReels({ media, folder, cut: CUT });
  const results = [];
  for (const kind of kinds) {
    const whole = await measured(() => renderWhole(kind));
    const edits = [];
    for (let round = 0; round < rounds; round++) edits.push(await measured(() => edit(kind, whole.result, mendedWord((round + 1) / (rounds + 1)))));
    results.push({ kind, seconds: durationMs / 1000, fullCpu: whole.cpu, editCpu: median(edits.map(({ cpu }) => cpu)), edits: edits.map(({ cpu, result }) => ({ cpu, ...result })) });
  }
  return results;

  async function renderWhole(kind) {
    const { composition, job, folder: own } = await prepare(kind, sampleTranscript());
    const video = path.join(own, 'reel.mp4');
    const gainDb = await findGain(job, (command) => media.run(command));
    await media.run(renderReelCommand({ ...job, gainDb }, video));
    await media.run(thumbnailCommand(job, composition.thumbnailMs, path.join(own, 'thumbnail.jpg')));
    const checks = await checkReel(media, video, { durationMs, composition, hasCaptions: true });
    mustPass(checks);
    return { composition, video, checks };
  }

  async function edit(kind, before, mended) {
    const { composition, job, folder: own } = await prepare(kind, mended.transcript, `${kind}-edit`);
    const fps = backgroundFps(job.background);
    const spans = touchedSpans(before.composition.ass, composition.ass, fps, reelFrames(job));
    const video = path.join(own, 'reel.mp4');
    if (!spans || !(await spliceReel(media, { ...job, earlier: before.video, spans, workDir: own }, video))) throw new Error(`"${mended.word}" cannot be spliced.`);
    const touched = spans.map((span) => timesOf(span, fps));
    const { thumbnailMs } = composition;
    if (thumbnailMs !== before.composition.thumbnailMs || touched.some(({ startMs, endMs }) => startMs <= thumbnailMs && thumbnailMs < endMs)) {
      await media.run(thumbnailCommand(job, thumbnailMs, path.join(own, 'thumbnail.jpg')));
    }
    mustPass(await checkSplicedReel(media, video, { durationMs, composition, hasCaptions: true }, { touched, earlier: before.checks }));
    return { word: mended.word, touchedMs: touched.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) };
  }
}

/** The sample's transcript with a word of the cut, this far into it, spelt otherwise. */
function mendedWord(share) {
  const transcript = sampleTranscript();
  const [{ startMs, endMs }] = CUT;
  const at = startMs + share * (endMs - startMs);
  const sentence = transcript.sentences.findLast((one) => one.startMs <= at);
  const word = sentence.words.find((one) => one.startMs >= at && one.text.length > 3) ?? sentence.words.at(-1);
  const was = word.text;
  word.text = was.replace(/\p{L}(?=\P{L}*$)/u, (letter) => (letter === 's' ? 't' : 's'));
  sentence.text = sentence.words.map(({ text }) => text).join(' ');
  return { transcript, word: `${was} -> ${word.text}` };
}

async function measured(work) {
  const before = ownCpuSeconds();
  const result = await work();
  return { cpu: ownCpuSeconds() - before, result };
}

function mustPass(checks) {
  const failed = Object.entries(checks).filter(([, { passed }]) => !passed);
  if (failed.length > 0) throw new Error(`The reel does not pass: ${JSON.stringify(failed)}`);
}
