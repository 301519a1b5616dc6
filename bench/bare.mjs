/** What the bare tools of a job cost, each run by itself on the same recording; and what finding the words costs beside the bare recognizer. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ingestMedia } from '@reels/media';
import { median, ownCpuSeconds } from './cpu.mjs';
import { createRecognizer } from './recognize.mjs';

const MODELS = fileURLToPath(new URL('./bareModels.mjs', import.meta.url));
/** Threads that wait asleep, as ours do: on a busy machine spinning ones would count against the bare tool. */
const PATIENT = { OMP_WAIT_POLICY: 'passive' };
const THREADS = 2;

/**
 * CPU seconds: `words` of ours from the stored sound to words with coarse times (voice activity, language, pieces), and of the bare
 * tools: `decode` to 16 kHz, `recognize` all of it in one run that is told the language, `aligner`, `speakers` (null: no such model).
 */
export async function benchBare({ media, sample, folder, paths, rounds }) {
  const work = path.join(folder, 'bare');
  await mkdir(work);
  const { audioFile, facts } = await ingestMedia(media, sample, { workDir: work, maxDurationMs: 3_600_000 });
  const recognizer = await createRecognizer({ media, cliPath: paths['whisper-cli'], modelPath: paths['speech-model'], vadPath: paths['vad-model'], threads: THREADS });
  const wav = path.join(work, 'bare.wav');
  const spent = { decode: [], words: [], recognize: [], aligner: [], speakers: [] };
  // Interleaved, so that a busy moment of the machine strikes all.
  for (let round = 0; round < rounds; round++) {
    spent.decode.push(await cpuOf(paths.ffmpeg, ['-v', 'error', '-y', '-i', sample, '-ac', '1', '-ar', '16000', wav]));
    const before = ownCpuSeconds();
    const heard = await recognizer({ audioFile, durationMs: facts.durationMs, folder: work });
    spent.words.push(ownCpuSeconds() - before);
    spent.recognize.push(await cpuOf(paths['whisper-cli'], ['-m', paths['speech-model'], '-f', wav, '-l', 'en', '-t', `${THREADS}`, '-bs', '1', '-bo', '1', '-dtw', 'base', '-nfa', '-ojf', '-np', '-of', wav], PATIENT));
    const heardFile = path.join(work, 'heard.json');
    await writeFile(heardFile, JSON.stringify({ ...heard, speakerModel: paths['speaker-model'] }));
    spent.aligner.push(await cpuOf(process.execPath, [MODELS, 'aligner', heardFile]));
    if (paths['speaker-model']) spent.speakers.push(await cpuOf(process.execPath, [MODELS, 'speakers', heardFile]));
  }
  return Object.fromEntries(Object.entries(spent).map(([tool, seconds]) => [tool, seconds.length ? median(seconds) : null]));
}

/** CPU seconds of a program that runs by itself. */
async function cpuOf(program, args, env = {}) {
  const before = ownCpuSeconds();
  await promisify(execFile)(program, args, { env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
  return ownCpuSeconds() - before;
}
