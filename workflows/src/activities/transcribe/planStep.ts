import type { Peaks, Range, SpeechPlan } from '@reels/contracts';
import { UserError } from '@reels/contracts';
import type { ProjectScope, SpeechDeps } from '../deps.js';
import { loadEpisode, loadProject, readJson, requiredArtifact } from '../project.js';
import { runStep } from '../step.js';
import { planChunks } from './plan.js';
import { wholeWav } from './wholeWav.js';

const STEP = 'speech';
const VERSION = '1';

/** Around the part that the user asked for, so that sentences at its edges are heard whole. */
const CONTEXT_MS = 20_000;

export async function planStep(deps: SpeechDeps, scope: ProjectScope, signal: AbortSignal): Promise<SpeechPlan> {
  const { voiceActivity, languageDetector } = deps;
  const { options } = await loadProject(deps, scope);
  const { durationMs } = await loadEpisode(deps, scope);
  const audio = await requiredArtifact(deps, scope, 'audio');
  const version = [VERSION, voiceActivity.version, languageDetector.version].join(' ');
  const recipe = { step: STEP, version, options: { part: options.part, language: options.language }, reads: [audio.sha256] };
  const [artifact] = await runStep(deps, scope, recipe, async (scratch) => {
    const wavFile = await wholeWav(deps, audio, durationMs, scratch, signal);
    const speech = within(await voiceActivity.detect({ wavFile, signal }), options.part, durationMs);
    if (speech.length === 0) throw new UserError('NO_SPEECH');
    const peaks = await readJson<Peaks>(deps, await requiredArtifact(deps, scope, 'peaks'));
    const language = options.language ?? (await languageDetector.detect({ wavFile, speech, signal })).language;
    const plan: SpeechPlan = { speech, chunks: planChunks(speech, durationMs, peaks), language };
    const provider = options.language ? voiceActivity.name : `${voiceActivity.name}, ${languageDetector.name}`;
    const madeBy = { step: STEP, provider, version, costMicroUsd: 0 };
    return [{ kind: 'speech', name: 'speech.json', contentType: 'application/json', body: { json: plan }, madeBy }];
  });
  if (!artifact) throw new Error('The plan of the speech was not stored.');
  return readJson<SpeechPlan>(deps, artifact);
}

/** The speech inside the asked part, with some context around it. */
function within(speech: Range[], part: Range | null, durationMs: number): Range[] {
  const from = part ? part.startMs - CONTEXT_MS : 0;
  const to = part ? part.endMs + CONTEXT_MS : durationMs;
  return speech
    .map(({ startMs, endMs }) => ({ startMs: Math.max(startMs, from), endMs: Math.min(endMs, to) }))
    .filter(({ startMs, endMs }) => endMs > startMs);
}
