import type { EpisodeFacts } from '@reels/contracts';
import { ingestMedia } from '@reels/media';
import type { Deps, ProjectScope } from '../deps.js';
import { readJson } from '../project.js';
import type { Report } from '../report.js';
import { runStep } from '../step.js';
import type { Product } from '../step.js';
import { SHARE_OF_FETCH } from './source.js';
import type { Source } from './source.js';

const STEP = 'ingest';
const VERSION = '1';

/** Decodes the recording once: refuses what is none, and keeps its sound for the recognizer, its waveform and its cover art. */
export async function analyse(deps: Deps, scope: ProjectScope, source: Source, report: Report, signal: AbortSignal): Promise<EpisodeFacts> {
  const recipe = { step: STEP, version: VERSION, options: { maxEpisodeMs: deps.limits.maxEpisodeMs }, reads: [source.artifact.sha256] };
  const artifacts = await runStep(deps, scope, recipe, async (scratch) => {
    const made = await ingestMedia(deps.media, source.file, {
      workDir: scratch,
      maxDurationMs: deps.limits.maxEpisodeMs,
      signal,
      onProgress: ({ doneMs, totalMs }) => {
        if (totalMs) report.advance(SHARE_OF_FETCH + (1 - SHARE_OF_FETCH) * (doneMs / totalMs), 'Listening through the recording');
      },
    });
    for (const note of made.notes) await report.tell('fallback', note);
    const madeBy = { step: STEP, provider: 'ffmpeg', version: VERSION, costMicroUsd: 0 };
    const products: Product[] = [
      { kind: 'facts', name: 'facts.json', contentType: 'application/json', body: { json: made.facts }, madeBy },
      { kind: 'audio', name: 'audio.flac', contentType: 'audio/flac', body: { file: made.audioFile }, madeBy },
      { kind: 'peaks', name: 'peaks.json', contentType: 'application/json', body: { json: made.peaks }, madeBy },
    ];
    if (made.coverFile) products.push({ kind: 'cover', name: 'cover.jpg', contentType: 'image/jpeg', body: { file: made.coverFile }, madeBy });
    return products;
  });
  const facts = artifacts.find((artifact) => artifact.kind === 'facts');
  if (!facts) throw new Error('The facts of the recording were not stored.');
  return readJson<EpisodeFacts>(deps, facts);
}
