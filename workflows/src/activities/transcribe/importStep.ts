import { UserError } from '@reels/contracts';
import type { Sentence, SpeechPlan, Transcript, Word } from '@reels/contracts';
import { parseTranscript } from '@reels/editing/transcript';
import type { RecognizedWord } from '../../ports/index.js';
import type { ProjectScope, SpeechDeps } from '../deps.js';
import { loadEpisode, loadProject, requiredArtifact } from '../project.js';
import type { Report } from '../report.js';
import { planStep } from './planStep.js';
import { storeTranscript } from './storeTranscript.js';
import { wholeWav } from './wholeWav.js';

const STEP = 'import';
const VERSION = '1';

/**
 * Takes the transcript that the user brought in place of recognition. Its times are kept; words that it gives no times of their
 * own are looked for in the sound, each inside its sentence.
 */
export async function importGivenTranscript(deps: SpeechDeps, scope: ProjectScope, report: Report, signal: AbortSignal): Promise<void> {
  const { givenTranscript } = await loadProject(deps, scope);
  if (!givenTranscript) throw new Error('No transcript was brought.');
  const { durationMs } = await loadEpisode(deps, scope);
  const audio = await requiredArtifact(deps, scope, 'audio');
  const content = await deps.store.read(givenTranscript.objectKey);
  const given = parseTranscript(givenTranscript.fileName, content.toString('utf8'), { durationMs });

  const recipe = {
    step: STEP,
    version: `${VERSION} ${deps.aligner.name} ${deps.aligner.version}`,
    options: { given },
    reads: [audio.sha256],
  };
  await storeTranscript(deps, scope, report, recipe, { step: STEP, provider: 'given by the user', version: VERSION, costMicroUsd: 0 }, async (scratch) => {
    const plan = await planUnlessSilent(deps, scope, signal);
    if (!plan) return given;
    const language = given.language === 'und' ? plan.language : given.language;
    const wavFile = await wholeWav(deps, audio, durationMs, scratch, signal);
    const sentences = await placeWords(deps, given.sentences, wavFile, language, signal, (fraction) => report.advance(fraction, 'Finding the words in the sound'));
    return { language, sentences };
  });
}

async function planUnlessSilent(deps: SpeechDeps, scope: ProjectScope, signal: AbortSignal): Promise<SpeechPlan | null> {
  try {
    return await planStep(deps, scope, signal);
  } catch (error) {
    if (error instanceof UserError && error.code === 'NO_SPEECH') return null;
    throw error;
  }
}

async function placeWords(
  { aligner }: SpeechDeps,
  sentences: Transcript['sentences'],
  wavFile: string,
  language: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Sentence[]> {
  if (!aligner.supports(language) || sentences.every((sentence) => sentence.timing !== 'interpolated')) return sentences;
  const words: RecognizedWord[] = sentences.flatMap((sentence, segment) => sentence.words.map((word) => ({ ...word, segment })));
  const alignment = await aligner.align({ wavFile, words, language, signal, onProgress });
  let next = 0;
  return sentences.map((sentence) => {
    const placed = alignment.words.slice(next, (next += sentence.words.length));
    if (sentence.timing !== 'interpolated' || placed.some((word) => word.timing !== 'aligned')) return sentence;
    return { ...sentence, timing: 'aligned', words: placed.map((word) => clamp(word, sentence)) };
  });
}

/** The word inside the sentence's given times. */
function clamp({ text, startMs, endMs, confidence }: Word, sentence: Sentence): Word {
  const into = (ms: number) => Math.min(Math.max(ms, sentence.startMs), sentence.endMs);
  return { text, startMs: into(startMs), endMs: into(endMs), confidence };
}
