import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '@reels/contracts';
import type { Range } from '@reels/contracts';
import type { CallOptions, LanguageDetector, RecognizedWord, TranscribeInput, Transcriber } from '../../ports/index.js';
import { run } from './childProcess.js';
import { readCondensed } from './condense.js';
import type { Condensed } from './condense.js';
import { cutIntoPieces } from './pieces.js';
import { mergePasses, trusted, unheard } from './unheard.js';
import { encodeWav, msToSamples } from './wav.js';
import { dropInvented } from './whisperFilter.js';
import { fromWhisperLanguage, toWhisperLanguage } from './whisperLanguages.js';
import { parseWhisperJson, wordsFromWhisper } from './whisperWords.js';

export interface WhisperCppSettings {
  /** whisper-cli 1.8 or newer. */
  cliPath: string;
  /** A multilingual ggml model; its name tells which attention heads know the time: "ggml-base.bin". */
  modelPath: string;
  threads: number;
}

/** Changes when the flags or the rules below change what comes out. */
const RULES = 'r2';
/** The same of the search for the language. */
const LANGUAGE_RULES = 'r3';

/** Speech to text by whisper.cpp in a process of its own: it dies alone, and memory is given back. */
export async function createWhisperCpp(settings: WhisperCppSettings): Promise<Transcriber> {
  return {
    name: 'whisper.cpp',
    version: `${await describe(settings)} ${RULES}`,

    async transcribe({ wavFile, speech, language, signal, onProgress, onHeard }) {
      const code = toWhisperLanguage(language);
      if (!code) throw new UserError('PROVIDER_FAILED', `The speech model does not know the language "${language}".`);
      if (speech.length === 0) return { words: [], language, costMicroUsd: 0 };
      return inScratch(wavFile, async (scratch) => {
        const hear = (ranges: Range[], listener: Listener): Promise<Heard> => hearRanges(settings, scratch, wavFile, ranges, code, listener);
        const heard = await hear(speech, { signal, onProgress, onHeard });
        const missed = unheard(speech, heard.words);
        const words = missed.length > 0 ? mergePasses(heard.words, trusted((await hear(missed, { signal })).words)) : heard.words;
        return { words: dropInvented(words, speech), language: language === 'und' ? heard.language : language, costMicroUsd: 0 };
      });
    },
  };
}

type Listener = CallOptions & Pick<TranscribeInput, 'onHeard'>;

interface Heard {
  words: RecognizedWord[];
  language: string;
}

/**
 * One run of the recognizer over these ranges of a recording; times are the recording's. It gets each piece as a file of its own,
 * so that its words are there when the next begins: within a file, whisper-cli 1.9.1 prints next to nothing when DTW is on.
 */
async function hearRanges(settings: WhisperCppSettings, scratch: string, wavFile: string, ranges: Range[], code: string, { signal, onProgress, onHeard }: Listener): Promise<Heard> {
  const pieces = await readPieces(wavFile, ranges, code);
  const fileOf = (index: number): string => join(scratch, `${index}.wav`);
  const heard: Heard = { words: [], language: 'und' };
  let finished = 0;

  const finish = async (): Promise<void> => {
    const answer = parseWhisperJson(await readFile(`${fileOf(finished)}.json`));
    if (finished === 0) heard.language = fromWhisperLanguage(answer.language);
    append(heard.words, wordsFromWhisper(answer.segments, heard.language), pieces[finished]!.toOriginal);
    finished += 1;
    onHeard?.([...heard.words]);
  };
  // Goes on after the pieces that an attempt before had finished.
  const recognize = async ({ silenceMs, times }: Attempt): Promise<void> => {
    const first = finished;
    const rest = pieces.slice(first);
    for (const [i, { samples }] of rest.entries()) await writeFile(fileOf(first + i), encodeWav(withSilence(samples, silenceMs)));
    let begun = first;
    let finishing = Promise.resolve();
    const onLine = pieceReader({
      onBegin() {
        if (begun > first) finishing = finishing.then(finish);
        begun += 1;
        // Told below, where it is waited for.
        finishing.catch(() => undefined);
      },
      onFraction: (fraction) => onProgress?.(shareOf(pieces, begun - 1, fraction)),
    });
    const files = rest.flatMap((_, i) => ['-f', fileOf(first + i)]);
    try {
      await run(settings.cliPath, [...common(settings), ...files, '-l', code, ...RECOGNIZE, ...times], { signal, onLine, env: PATIENT });
    } finally {
      await finishing;
    }
    while (finished < pieces.length) await finish();
  };
  await firstThatWorks(attempts(settings.modelPath), recognize);
  return heard;
}

interface PieceSound {
  samples: Float32Array;
  toOriginal: Condensed['toOriginal'];
}

/** The sound of each piece. Where the language is still to be found, all is one piece, so that it is found but once. */
function readPieces(wavFile: string, ranges: Range[], code: string): Promise<PieceSound[]> {
  if (code === 'auto') return Promise.all([readCondensed(wavFile, ranges)]);
  return Promise.all(cutIntoPieces(ranges).map(({ speech, within }) => readCondensed(wavFile, speech, within)));
}

/** Adds the words of the next piece, their times and segments counted on. */
function append(words: RecognizedWord[], more: RecognizedWord[], toOriginal: Condensed['toOriginal']): void {
  const segments = (words.at(-1)?.segment ?? -1) + 1;
  for (const word of more) {
    const startMs = toOriginal(word.startMs, 'start');
    words.push({ ...word, startMs, endMs: Math.max(startMs + 1, toOriginal(word.endMs, 'end')), segment: segments + word.segment });
  }
}

/** How much of all pieces is done when `fraction` of the one at `index` is, by the length of their sound. */
function shareOf(pieces: PieceSound[], index: number, fraction: number): number {
  const samples = (some: PieceSound[]): number => some.reduce((sum, piece) => sum + piece.samples.length, 0);
  return (samples(pieces.slice(0, index)) + fraction * samples(pieces.slice(index, index + 1))) / samples(pieces);
}

/**
 * How many places of a recording are listened to for its language, one for so much speech, and for how long each. Each costs two
 * CPU seconds, however short, since Whisper hears 30 s at a time; so where they are few and unsure, the most are listened to.
 */
const LISTEN = { mostPlaces: 5, speechMsAPlace: 600_000, ms: 30_000 };
/** From this share of the votes on no more places are asked. Nine recordings of one language each, 11 s to 4 min long, gave 0.95 to 1. */
const SURE = 0.9;
/** Below this share of the votes no language is named. */
const LIKELY_ENOUGH = 0.3;

/** The spoken language by Whisper's own detector: a vote over several places, so that a foreign jingle does not decide. */
export async function createWhisperLanguageDetector(settings: WhisperCppSettings): Promise<LanguageDetector> {
  return {
    name: 'whisper.cpp',
    version: `${await describe(settings)} ${LANGUAGE_RULES}`,

    async detect({ wavFile, speech, signal }) {
      return inScratch(wavFile, async (scratch) => {
        const total = durationOf(speech);
        if (total === 0) return { language: 'und', confidence: 0 };
        const few = Math.min(LISTEN.mostPlaces, Math.ceil(total / LISTEN.speechMsAPlace));
        const most = Math.min(LISTEN.mostPlaces, Math.ceil(total / LISTEN.ms));
        const first = await vote(settings, scratch, wavFile, placesToListen(speech, few), signal);
        const { winner, confidence } = first.confidence >= SURE || few === most ? first : await vote(settings, scratch, wavFile, placesToListen(speech, most), signal);
        return { language: confidence < LIKELY_ENOUGH ? 'und' : fromWhisperLanguage(winner), confidence };
      });
    },
  };
}

/** The language that most of these places are in by Whisper's own detector; `confidence` is its share of the votes, 0..1. */
async function vote(settings: WhisperCppSettings, scratch: string, wavFile: string, places: Range[][], signal: AbortSignal | undefined): Promise<{ winner: string; confidence: number }> {
  const sounds = await Promise.all(
    places.map(async (place, i) => {
      const sound = join(scratch, `${i}.wav`);
      await writeFile(sound, encodeWav((await readCondensed(wavFile, place)).samples));
      return sound;
    }),
  );
  const votes = new Map<string, number>();
  const onLine = (line: string): void => {
    const [, code, p] = /auto-detected language: (\w+) \(p = ([\d.]+)\)/.exec(line) ?? [];
    if (code) votes.set(code, (votes.get(code) ?? 0) + Number(p));
  };
  await run(settings.cliPath, [...common(settings), '-l', 'auto', '-dl', ...sounds.flatMap((sound) => ['-f', sound])], { signal, onLine, env: PATIENT });
  const [winner, votesForIt] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? ['und', 0];
  return { winner, confidence: votesForIt / places.length };
}

/** Greedy search: on real speech as good as beams and a third of the time. Word times come from DTW, which needs -nfa. */
const RECOGNIZE = ['-bs', '1', '-bo', '1', '-nfa', '-sns', '-ojf', '-pp'];

const common = ({ modelPath, threads }: WhisperCppSettings): string[] => ['-m', modelPath, '-t', String(threads)];

/**
 * Its threads wait for each other asleep instead of spinning: beside another busy program on two cores, spinning takes
 * eight times as long and three times the CPU; alone it gains nothing.
 */
const PATIENT = { OMP_WAIT_POLICY: 'passive' };

/** "ggml-large-v3-turbo-q5_0.bin" -> "large.v3.turbo" */
export function dtwPreset(modelPath: string): string {
  const model = basename(modelPath).replace(/^ggml-|\.bin$/g, '').replace(/-q\d.*$/, '');
  return model.replaceAll('-', '.');
}

async function describe({ cliPath, modelPath }: WhisperCppSettings): Promise<string> {
  const version = /version: (\S+)/.exec(await run(cliPath, ['--version']))?.[1] ?? 'unknown';
  return `${version} ${basename(modelPath, '.bin')}`;
}

/** A folder beside the recording that is gone afterwards, whatever happens. */
async function inScratch<T>(wavFile: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(dirname(wavFile), 'whisper-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function withSilence(samples: Float32Array, silenceMs: number): Float32Array {
  const longer = new Float32Array(samples.length + msToSamples(silenceMs));
  longer.set(samples);
  return longer;
}

interface Attempt {
  /** Silence after the sound. */
  silenceMs: number;
  /** Where words' times come from. */
  times: string[];
}

/**
 * whisper.cpp 1.9.1 breaks off when 0.10 to 0.16 s of sound are left for its last window: fewer frames than the median filter of
 * DTW is wide. Other silence after the sound leaves another rest; without DTW times are coarser, until they are aligned.
 */
const attempts = (modelPath: string): Attempt[] => {
  const dtw = ['-dtw', dtwPreset(modelPath)];
  return [{ silenceMs: 0, times: dtw }, { silenceMs: 330, times: dtw }, { silenceMs: 0, times: [] }];
};

async function firstThatWorks([attempt, ...others]: Attempt[], recognize: (attempt: Attempt) => Promise<void>): Promise<void> {
  try {
    return await recognize(attempt!);
  } catch (error) {
    if (others.length > 0 && error instanceof UserError && error.detail.includes('filter_width')) return firstThatWorks(others, recognize);
    throw error;
  }
}

/** Reads what whisper-cli says while it works: that it begins the next of its files, and how far it is in it, 0..1. */
export function pieceReader({ onBegin, onFraction }: { onBegin(): void; onFraction(fraction: number): void }): (line: string) => void {
  return (line) => {
    if (line.startsWith("main: processing '")) onBegin();
    const percent = /progress =\s*(\d+)%/.exec(line)?.[1];
    if (percent) onFraction(Math.min(1, Number(percent) / 100));
  };
}

/** So many ranges of speech, half a minute each, spread over the recording. */
function placesToListen(speech: Range[], count: number): Range[][] {
  const total = durationOf(speech);
  return Array.from({ length: count }, (_, i) => takeSpeech(speech, ((i + 0.5) / count) * total - LISTEN.ms / 2));
}

const durationOf = (speech: Range[]): number => speech.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

/** Half a minute of speech after the first `skipMs` of it. */
function takeSpeech(speech: Range[], skipMs: number): Range[] {
  const taken: Range[] = [];
  let skip = Math.max(0, skipMs);
  let rest = LISTEN.ms;
  for (const { startMs, endMs } of speech) {
    const from = startMs + skip;
    skip = Math.max(0, skip - (endMs - startMs));
    if (from >= endMs || rest <= 0) continue;
    const to = Math.min(endMs, from + rest);
    taken.push({ startMs: from, endMs: to });
    rest -= to - from;
  }
  return taken;
}
