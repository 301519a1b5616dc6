import type { Checks, ReelWorkflowInput } from '@reels/contracts';
import { ERRORS } from '@reels/contracts';
import { checkReel } from '@reels/media';
import { findArtifacts, saveReelChecks } from '@reels/records';
import type { Deps } from '../deps.js';
import { createReport } from '../report.js';
import { stepKey } from '../step.js';
import { plannedReel } from './plan.js';
import { renderRecipe } from './renderReel.js';

/** Opens the finished file and measures it. Only a reel that passes everything is called ready. */
export async function checkFinishedReel(deps: Deps, input: ReelWorkflowInput, signal: AbortSignal): Promise<void> {
  const { workspaceId, projectId, reelId } = input;
  const report = createReport(deps, input, 'check', reelId);
  const plan = await plannedReel(deps, input);
  await report.tell('started', plan.reel.title, { reelState: 'checking' });
  const artifacts = await findArtifacts(deps.db, workspaceId, projectId, stepKey(renderRecipe(plan)));
  const video = artifacts.find((artifact) => artifact.kind === 'video');
  if (!video) throw new Error(`The video of reel ${reelId} is not stored.`);

  const checks = await checkReel(deps.media, await deps.copies.path(video), {
    durationMs: plan.durationMs,
    composition: plan.composition,
    hasCaptions: plan.hasCaptions,
    workDir: deps.limits.workDir,
    signal,
  });
  const change = (tx: Parameters<typeof saveReelChecks>[0]) => saveReelChecks(tx, workspaceId, reelId, checks);
  const broken = failed(checks);
  if (broken.length === 0) return report.tell('completed', plan.reel.title, { percent: 100, reelState: 'ready', change });
  const detail = `${ERRORS.CHECK_FAILED[0]} Failed: ${broken.join(', ')}.`;
  await report.tell('failed', detail, { reelState: 'failed', failure: { code: 'CHECK_FAILED', detail }, change });
}

const failed = (checks: Checks): string[] =>
  Object.entries(checks)
    .filter(([, { passed }]) => !passed)
    .map(([name, { value, limit }]) => `${name} (${String(value)}, limit ${String(limit)})`);
