/**
 * `npm run bench [-- --rounds 3] [--truth FILE.json ...]`: what the product costs, in CPU seconds, beside the bare tools, measured
 * interleaved in one run; what an edit costs beside a whole render; and how far word starts are off. Linux only (reads /proc).
 */
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, ROOT } from '../scripts/prepare.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, truth: { type: 'string', multiple: true, default: [] }, only: { type: 'string' } } });
if (!(await prepare())) process.exit(1);
const { SAMPLE: sample, TRUTH: truth } = await import('../scripts/sampleTranscript.mjs');
const { ensureParts } = await import('@reels/stack');
const { MediaTools } = await import('@reels/media');
const { benchEdit } = await import('./edit.mjs');
const { benchRender } = await import('./render.mjs');
const { benchBare } = await import('./bare.mjs');
const { benchJob } = await import('./job.mjs');

const parts = await ensureParts(['ffmpeg', 'ffprobe', 'postgres', 'temporal', 'minio', 'whisper-cli', 'speech-model', 'vad-model', 'speaker-model'], { env: process.env });
const paths = Object.fromEntries(Object.values(parts).map((part) => [part.name, part.path]));
const media = new MediaTools({ ffmpegPath: paths.ffmpeg, ffprobePath: paths.ffprobe });
const folder = await mkdtemp(path.join(tmpdir(), 'reels-bench-'));
await chmod(folder, 0o755);
const wanted = (section) => !values.only || values.only === section;
const WIDTH = 60;
const of = (cpuSeconds) => cpuSeconds.toFixed(2);
const row = (what, ours, bare, aim) => console.log(`${what.padEnd(WIDTH)} ${ours.toFixed(2).padStart(8)} ${bare.toFixed(2).padStart(8)} ${(ours / bare).toFixed(2).padStart(7)}   ${aim}`);

try {
  console.log(`${'CPU seconds'.padEnd(WIDTH)} ${'ours'.padStart(8)} ${'bare'.padStart(8)} ${'ratio'.padStart(7)}   aim`);
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
    const bare = await benchBare({ media, sample, folder, paths, rounds: Number(values.rounds) });
    row('transcription before alignment, over whisper-cli', bare.words, bare.recognize, '1.1');
    console.log('  ours with voice activity and finding the language; bare in one run that is told the language');
    for (const reels of [1, 3]) {
      const job = await benchJob({ root: ROOT, sample, folder: path.join(folder, `job-${reels}`), paths, reels });
      const encode = job.reelSeconds * encodePerSecond;
      const three = bare.decode + bare.recognize + encode;
      const five = three + bare.aligner + (bare.speakers ?? 0);
      row(`whole job, ${reels} reel${reels > 1 ? 's' : ''} (${Math.round(job.reelSeconds)} s), over decode, recognize, encode`, job.cpu, three, '1.1');
      row(`  over these and ${bare.speakers === null ? 'the aligner (there is no speaker model)' : 'the models of aligner and speakers'}`, job.cpu, five, '');
      console.log(`  bare: decode ${of(bare.decode)}, recognize ${of(bare.recognize)}, encode ${of(encode)}, align ${of(bare.aligner)}${bare.speakers === null ? '' : `, speakers ${of(bare.speakers)}`}`);
      const { ingest, transcribe, select, render } = job.stages;
      console.log(`  ours: ingest ${of(ingest)}, transcribe ${of(transcribe)}, select ${of(select)}, render and check ${of(render)}, services ${of(job.services)}, command ${of(job.command)}; peak memory of the stack ${Math.round(job.peakBytes / 1e6)} MB`);
    }
  }
  if (wanted('words')) {
    const env = { ...process.env, WHISPER_CLI_PATH: paths['whisper-cli'], WHISPER_MODEL_PATH: paths['speech-model'], VAD_MODEL_PATH: paths['vad-model'], FFMPEG_PATH: paths.ffmpeg, FFPROBE_PATH: paths.ffprobe };
    spawnSync(process.execPath, [path.join(ROOT, 'bench', 'words.mjs'), ...(values.truth.length ? values.truth : [truth]).flatMap((file) => ['--truth', file])], { cwd: ROOT, env, stdio: 'inherit' });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
