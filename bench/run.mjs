/**
 * `npm run bench [-- --rounds 3] [--truth FILE.json ...]`: what the product costs, in CPU seconds, beside the bare tools, measured
 * interleaved in one run; what an edit costs beside a whole render; and how far word starts are off. Linux only (reads /proc).
 */
import { mkdir, mkdtemp, chmod, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, ROOT } from '../scripts/prepare.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, truth: { type: 'string', multiple: true, default: [] }, only: { type: 'string' } } });
if (!(await prepare())) process.exit(1);
const { SAMPLE: sample, TRUTH: truth } = await import('../scripts/sampleTranscript.mjs');
const { ensureParts } = await import('@reels/stack');
const { MediaTools, extractChunk, ingestMedia } = await import('@reels/media');
const { benchEdit } = await import('./edit.mjs');
const { benchRender } = await import('./render.mjs');
const { benchJob, cpuOf } = await import('./job.mjs');

const parts = await ensureParts(['ffmpeg', 'ffprobe', 'postgres', 'temporal', 'minio', 'whisper-cli', 'speech-model', 'vad-model'], { env: process.env });
const paths = Object.fromEntries(Object.values(parts).map((part) => [part.name, part.path]));
const media = new MediaTools({ ffmpegPath: paths.ffmpeg, ffprobePath: paths.ffprobe });
const folder = await mkdtemp(path.join(tmpdir(), 'reels-bench-'));
await chmod(folder, 0o755);
const wanted = (section) => !values.only || values.only === section;
const row = (what, ours, bare, aim) => console.log(`${what.padEnd(34)} ${ours.toFixed(2).padStart(8)} ${bare.toFixed(2).padStart(8)} ${(ours / bare).toFixed(2).padStart(7)}   ${aim}`);

try {
  console.log(`${'CPU seconds'.padEnd(34)} ${'ours'.padStart(8)} ${'bare'.padStart(8)} ${'ratio'.padStart(7)}   aim`);
  let encodePerSecond = 0;
  if (wanted('render') || wanted('job')) {
    for (const { kind, seconds, renderCpu, bareCpu, peakBytes } of await benchRender({ media, folder, rounds: Number(values.rounds) })) {
      row(`render, ${kind}, ${seconds} s`, renderCpu, bareCpu, kind === 'audiogram' ? '1.5' : '');
      console.log(`  ${(renderCpu / seconds).toFixed(2)} core seconds a second, peak memory ${Math.round(peakBytes / 1e6)} MB`);
      if (kind === 'audiogram') encodePerSecond = bareCpu / seconds;
    }
  }
  if (wanted('edit')) {
    for (const { kind, seconds, fullCpu, editCpu, edits } of await benchEdit({ media, folder, rounds: Number(values.rounds) })) {
      row(`edit of a word, ${kind}, ${seconds} s`, editCpu, fullCpu, '0.1');
      for (const { word, touchedMs, cpu } of edits) console.log(`  ${word}: ${(touchedMs / 1000).toFixed(1)} s encoded again, ${cpu.toFixed(2)} CPU seconds`);
    }
  }
  if (wanted('job')) {
    const wav = path.join(folder, 'sample.wav');
    const work = path.join(folder, 'ingest');
    await mkdir(work);
    const { audioFile, facts } = await ingestMedia(media, sample, { workDir: work, maxDurationMs: 3_600_000 });
    await extractChunk(media, audioFile, { startMs: 0, endMs: facts.durationMs }, wav);
    const decode = await cpuOf(paths.ffmpeg, ['-v', 'error', '-y', '-i', sample, '-ac', '1', '-ar', '16000', path.join(folder, 'bare.wav')]);
    // Threads that wait asleep, as ours do: on a busy machine spinning ones would count against the bare tool.
    const recognize = await cpuOf(paths['whisper-cli'], ['-m', paths['speech-model'], '-f', wav, '-l', 'en', '-t', '2', '-bs', '1', '-bo', '1', '-dtw', 'base', '-nfa', '-ojf', '-np', '-of', path.join(folder, 'bare')], { OMP_WAIT_POLICY: 'passive' });
    const transcribed = await benchJob({ root: ROOT, sample, folder: path.join(folder, 'one'), paths, reels: 1 });
    const whole = await benchJob({ root: ROOT, sample, folder: path.join(folder, 'three'), paths, reels: 3 });
    const bare = ({ reelSeconds }) => decode + recognize + reelSeconds * encodePerSecond;
    row('whole job, 1 reel', transcribed.cpu, bare(transcribed), '1.1');
    row('whole job, 3 reels', whole.cpu, bare(whole), '1.1');
    console.log(`  bare: decode ${decode.toFixed(2)}, recognize ${recognize.toFixed(2)}, encode ${encodePerSecond.toFixed(2)} a second; peak memory of the stack ${Math.round(whole.peakBytes / 1e6)} MB`);
  }
  if (wanted('words')) {
    const env = { ...process.env, WHISPER_CLI_PATH: paths['whisper-cli'], WHISPER_MODEL_PATH: paths['speech-model'], VAD_MODEL_PATH: paths['vad-model'], FFMPEG_PATH: paths.ffmpeg, FFPROBE_PATH: paths.ffprobe };
    spawnSync(process.execPath, [path.join(ROOT, 'bench', 'words.mjs'), ...(values.truth.length ? values.truth : [truth]).flatMap((file) => ['--truth', file])], { cwd: ROOT, env, stdio: 'inherit' });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
