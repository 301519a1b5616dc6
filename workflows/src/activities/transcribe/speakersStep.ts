import type { Diarization } from '../../ports/index.js';
import type { ProjectScope, SpeechDeps } from '../deps.js';
import { loadEpisode, readJson, requiredArtifact } from '../project.js';
import { runStep } from '../step.js';
import { planStep } from './planStep.js';
import { wholeWav } from './wholeWav.js';

const VERSION = '1';

/** Who speaks when; says why when that cannot be told. */
export async function speakersStep(deps: SpeechDeps, scope: ProjectScope, signal: AbortSignal): Promise<Diarization> {
  const { diarizer } = deps;
  if (!diarizer) return { turns: null, why: 'there is no speaker model.' };
  const { speech } = await planStep(deps, scope, signal);
  const audio = await requiredArtifact(deps, scope, 'audio');
  const recipe = { step: 'speakers', version: `${VERSION} ${diarizer.name} ${diarizer.version}`, options: { speech }, reads: [audio.sha256] };
  const [artifact] = await runStep(deps, scope, recipe, async (scratch) => {
    const { durationMs } = await loadEpisode(deps, scope);
    const wavFile = await wholeWav(deps, audio, durationMs, scratch, signal);
    const found = await diarizer.diarize({ wavFile, speech, signal });
    const madeBy = { step: 'speakers', provider: diarizer.name, version: diarizer.version, costMicroUsd: 0, ...(found.turns === null && { fallback: found.why }) };
    return [{ kind: 'speakers', name: 'speakers.json', contentType: 'application/json', body: { json: found }, madeBy }];
  });
  if (!artifact) throw new Error('The speakers were not stored.');
  return readJson<Diarization>(deps, artifact);
}
