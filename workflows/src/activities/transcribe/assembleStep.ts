import type { Sentence, Transcript } from '@reels/contracts';
import { sentencesFromWords } from '@reels/editing/transcript';
import type { ProjectScope, SpeechDeps } from '../deps.js';
import { readJson, requiredArtifact } from '../project.js';
import type { Report } from '../report.js';
import { assembleWords, assignSpeakers } from './assemble.js';
import type { AttributedWord } from './assemble.js';
import { chunkArtifacts } from './chunkStep.js';
import type { ChunkWords } from './chunkStep.js';
import { planStep } from './planStep.js';
import { speakersStep } from './speakersStep.js';
import { storeTranscript } from './storeTranscript.js';

const STEP = 'assemble';
const VERSION = '1';

/** Joins the words of all chunks, says who spoke them, and makes sentences of them. */
export async function assemble(deps: SpeechDeps, scope: ProjectScope, report: Report, signal: AbortSignal): Promise<void> {
  const plan = await planStep(deps, scope, signal);
  const audio = await requiredArtifact(deps, scope, 'audio');
  const artifacts = await chunkArtifacts(deps, scope, plan, audio);
  const { turns } = await speakersStep(deps, scope, signal);

  const recipe = { step: STEP, version: VERSION, options: { turns, chunks: plan.chunks }, reads: artifacts.map(({ sha256 }) => sha256) };
  const madeBy = { step: STEP, provider: 'podcast-to-reels', version: VERSION, costMicroUsd: 0 };
  await storeTranscript(deps, scope, report, recipe, madeBy, async () => {
    const chunks = await Promise.all(artifacts.map((artifact) => readJson<ChunkWords>(deps, artifact)));
    const words = assembleWords(plan.chunks.map((range, index) => ({ range, words: chunks[index]?.words ?? [] })));
    return { language: plan.language, sentences: toSentences(assignSpeakers(words, turns), plan.language) };
  });
}

/** Sentences, each marked with the coarsest kind of times among most of its words. */
function toSentences(words: readonly AttributedWord[], language: string): Transcript['sentences'] {
  let next = 0;
  return sentencesFromWords(words, language, 'recognized').map((sentence): Sentence => {
    const own = words.slice(next, (next += sentence.words.length));
    const aligned = own.filter((word) => word.timing === 'aligned').length;
    return { ...sentence, timing: aligned * 2 > own.length ? 'aligned' : 'recognized' };
  });
}
