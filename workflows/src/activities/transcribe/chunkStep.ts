import path from 'node:path';
import type { HeardChunk, SpeechPlan } from '@reels/contracts';
import { extractChunk } from '@reels/media';
import { listArtifacts } from '@reels/records';
import type { ArtifactRecord } from '@reels/records';
import type { RecognizedWord, TimedWord } from '../../ports/index.js';
import type { ProjectScope, SpeechDeps } from '../deps.js';
import { readJson, requiredArtifact } from '../project.js';
import type { Report } from '../report.js';
import { runStep, stepKey, withScratch } from '../step.js';
import type { Recipe } from '../step.js';
import { openHeardView } from './heardView.js';
import type { HeardView } from './heardView.js';
import { planStep } from './planStep.js';

const VERSION = '1';

/** The words of one chunk, in the chunk's own time. */
export interface ChunkWords extends HeardChunk {
  words: TimedWord[];
}

/**
 * Recognizes one chunk, then looks for its words in the sound. Both are kept by themselves: a better aligner repeats no recognition.
 * What is heard can be read along until the words are stored.
 */
export async function recognizeChunk(deps: SpeechDeps, scope: ProjectScope & { chunk: number }, report: Report, signal: AbortSignal): Promise<void> {
  const view = openHeardView(deps, scope);
  try {
    await withScratch(deps, scope.projectId, 'chunk', (scratch) => recognize(deps, scope, { scratch, view, report, signal }));
  } finally {
    await view.close();
  }
}

interface Work {
  scratch: string;
  view: HeardView;
  report: Report;
  signal: AbortSignal;
}

async function recognize(deps: SpeechDeps, scope: ProjectScope & { chunk: number }, { scratch, view, report, signal }: Work): Promise<void> {
  const plan = await planStep(deps, scope, signal);
  const audio = await requiredArtifact(deps, scope, 'audio');
  const range = plan.chunks[scope.chunk];
  if (!range) throw new Error(`There is no chunk ${scope.chunk}.`);
  const done = await finishedShare(deps, scope, plan, audio);
  const share = length(range) / plan.chunks.reduce((sum, chunk) => sum + length(chunk), 0);

  const wavFile = path.join(scratch, 'chunk.wav');
  const cut = once(async () => extractChunk(deps.media, await deps.copies.path(audio), range, wavFile, { signal }));
  const [chunk] = await runStep(deps, scope, recognition(deps, plan, scope.chunk, audio), async () => {
    await cut();
    const { costMicroUsd, ...heard } = await deps.transcriber.transcribe({
      wavFile,
      speech: inside(plan.speech, range),
      language: plan.language,
      signal,
      onProgress: (fraction) => report.advance(done + share * fraction, 'Writing down what is said'),
      onHeard: (words) => view.show({ words, language: plan.language, range }),
    });
    const madeBy = { step: 'transcribe', provider: deps.transcriber.name, version: deps.transcriber.version, costMicroUsd };
    return [{ kind: 'chunk', name: 'words.json', contentType: 'application/json', body: { json: heard }, madeBy }];
  });
  if (!chunk) throw new Error('The words of the chunk were not stored.');
  await runStep(deps, scope, alignment(deps, chunk, audio), async () => {
    await cut();
    const heard = await readJson<{ words: RecognizedWord[]; language: string }>(deps, chunk);
    const { words, timing, why } = await deps.aligner.align({ wavFile, words: heard.words, language: heard.language, signal });
    const madeBy = { step: 'align', provider: deps.aligner.name, version: deps.aligner.version, costMicroUsd: 0, ...(why && timing === 'recognized' && { fallback: why }) };
    return [{ kind: 'words', name: 'words.json', contentType: 'application/json', body: { json: { words, language: heard.language, range } satisfies ChunkWords }, madeBy }];
  });
}

/** The aligned words of every chunk, in order. All must have been recognized. */
export async function chunkArtifacts(deps: SpeechDeps, scope: ProjectScope, plan: SpeechPlan, audio: ArtifactRecord): Promise<ArtifactRecord[]> {
  const stored = await listArtifacts(deps.db, scope.workspaceId, scope.projectId, { reelId: null });
  return plan.chunks.map((_, index) => {
    const key = stepKey(recognition(deps, plan, index, audio));
    const chunk = stored.find((artifact) => artifact.stepKey === key);
    const words = chunk && stored.find((artifact) => artifact.stepKey === stepKey(alignment(deps, chunk, audio)));
    if (!words) throw new Error(`Chunk ${index} has not been recognized.`);
    return words;
  });
}

function recognition({ transcriber }: SpeechDeps, plan: SpeechPlan, index: number, audio: ArtifactRecord): Recipe {
  const range = plan.chunks[index];
  const speech = range && inside(plan.speech, range);
  return {
    step: 'transcribe',
    version: `${VERSION} ${transcriber.name} ${transcriber.version}`,
    options: { range, speech, language: plan.language },
    reads: [audio.sha256],
  };
}

function alignment({ aligner }: SpeechDeps, chunk: ArtifactRecord, audio: ArtifactRecord): Recipe {
  return { step: 'align', version: `${VERSION} ${aligner.name} ${aligner.version}`, options: { chunk: chunk.stepKey }, reads: [chunk.sha256, audio.sha256] };
}

/** How much of the sound has been recognized already, 0..1. */
async function finishedShare(deps: SpeechDeps, scope: ProjectScope, plan: SpeechPlan, audio: ArtifactRecord): Promise<number> {
  const stored = await listArtifacts(deps.db, scope.workspaceId, scope.projectId, { reelId: null, kind: 'chunk' });
  const keys = new Set(stored.map((artifact) => artifact.stepKey));
  const total = plan.chunks.reduce((sum, chunk) => sum + length(chunk), 0);
  const finished = plan.chunks.filter((_, index) => keys.has(stepKey(recognition(deps, plan, index, audio))));
  return finished.reduce((sum, chunk) => sum + length(chunk), 0) / total;
}

/** The speech inside a chunk, in the chunk's own time. */
function inside(speech: SpeechPlan['speech'], chunk: { startMs: number; endMs: number }) {
  return speech
    .map(({ startMs, endMs }) => ({ startMs: Math.max(startMs, chunk.startMs) - chunk.startMs, endMs: Math.min(endMs, chunk.endMs) - chunk.startMs }))
    .filter(({ startMs, endMs }) => endMs > startMs);
}

const length = ({ startMs, endMs }: { startMs: number; endMs: number }): number => endMs - startMs;

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
