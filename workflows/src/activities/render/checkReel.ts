import type { Checks, ReelWorkflowInput, RenderedReel } from '@reels/contracts';
import { ERRORS } from '@reels/contracts';
import { checkReel, checkSplicedReel } from '@reels/media';
import { findArtifacts, listReelRevisions, saveReelChecks, saveReelRevision } from '@reels/records';
import type { Transaction } from '@reels/records';
import type { Deps } from '../deps.js';
import { createReport } from '../report.js';
import { stepKey } from '../step.js';
import { plannedReel } from './plan.js';
import { renderRecipe } from './recipe.js';

/** Opens the finished file and measures it. Only a reel that passes everything is called ready, and only then is it a finished revision. */
export async function checkFinishedReel(deps: Deps, input: ReelWorkflowInput & Partial<RenderedReel>, signal: AbortSignal): Promise<void> {
  const { workspaceId, projectId, reelId } = input;
  const report = createReport(deps, input, 'check', reelId);
  const plan = await plannedReel(deps, input);
  await report.tell('started', plan.reel.title, { reelState: 'checking' });
  // Workflows from before renders told what they made give neither.
  const { stepKey: madeBy = stepKey(renderRecipe(plan)), reencodedMs = plan.durationMs } = input;
  const artifacts = await findArtifacts(deps.db, workspaceId, projectId, madeBy);
  const video = artifacts.find((artifact) => artifact.kind === 'video');
  if (!video) throw new Error(`The video of reel ${reelId} is not stored.`);

  const { durationMs, composition, hasCaptions } = plan;
  const expected = { durationMs, composition, hasCaptions, workDir: deps.limits.workDir, signal };
  const file = await deps.copies.path(video);
  const { splice } = video.madeBy;
  const earlier = splice && (await listReelRevisions(deps.db, workspaceId, reelId)).find((revision) => revision.stepKey === splice.from);
  const checks = earlier ? await checkSplicedReel(deps.media, file, expected, { touched: splice.touched, earlier: earlier.checks }) : await checkReel(deps.media, file, expected);
  const broken = failed(checks);
  const change = async (tx: Transaction) => {
    const { reel, cut, transcriptRevision } = plan;
    const { revision, title, design } = reel;
    await saveReelChecks(tx, workspaceId, reelId, checks);
    if (broken.length === 0) {
      await saveReelRevision(tx, workspaceId, { projectId, reelId, revision, title, design, cut, checks, stepKey: madeBy, transcriptRevision, reencodedMs });
    }
  };
  if (broken.length === 0) return report.tell('completed', plan.reel.title, { percent: 100, reelState: 'ready', change });
  const detail = `${ERRORS.CHECK_FAILED[0]} Failed: ${broken.join(', ')}.`;
  await report.tell('failed', detail, { reelState: 'failed', failure: { code: 'CHECK_FAILED', detail }, change });
}

const failed = (checks: Checks): string[] =>
  Object.entries(checks)
    .filter(([, { passed }]) => !passed)
    .map(([name, { value, limit }]) => `${name} (${String(value)}, limit ${String(limit)})`);
