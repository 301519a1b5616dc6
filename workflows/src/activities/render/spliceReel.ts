import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Composition, Range, ReelWorkflowInput } from '@reels/contracts';
import { backgroundFps, reelFrames, spliceReel, timesOf, touchedSpans } from '@reels/media';
import type { FrameSpan, RenderJob, RunOptions } from '@reels/media';
import { findArtifacts, listReelRevisions } from '@reels/records';
import type { ArtifactRecord } from '@reels/records';
import type { Deps } from '../deps.js';
import { stepKey } from '../step.js';
import { planRevision } from './plan.js';
import type { ReelPlan } from './plan.js';
import { renderRecipe } from './recipe.js';

/** A video that was joined from an earlier one and what was encoded again. */
export interface Spliced {
  /** Step of the earlier render. */
  from: string;
  touched: Range[];
  /** The earlier thumbnail where it shows the same as a new one would. */
  thumbnail: ArtifactRecord | null;
}

type Job = Omit<RenderJob, 'gainDb'>;

/**
 * Makes a reel out of the one before, when only captions differ: what they touch is encoded again, the rest is taken over. Null: the
 * reel has to be rendered whole, since there is none before, it differs in more, or its pieces do not fit.
 */
export async function spliceFromEarlier(deps: Deps, input: ReelWorkflowInput, plan: ReelPlan, job: Job, video: string, options: Pick<RunOptions, 'signal' | 'onProgress'>): Promise<Spliced | null> {
  const earlier = await findEarlier(deps, input, plan, job);
  if (!earlier) return null;
  const { artifacts, spans } = earlier;
  const file = artifacts.find(({ kind }) => kind === 'video');
  if (!file) return null;
  const fits = await spliceReel(deps.media, { ...job, earlier: await deps.copies.path(file), spans, workDir: path.dirname(video) }, video, options);
  if (!fits) return null;
  const touched = spans.map((span) => timesOf(span, backgroundFps(job.background)));
  const { thumbnailMs } = plan.composition;
  const shown = thumbnailMs === earlier.composition.thumbnailMs && !touched.some(({ startMs, endMs }) => startMs <= thumbnailMs && thumbnailMs < endMs);
  return { from: earlier.stepKey, touched, thumbnail: (shown && artifacts.find(({ kind }) => kind === 'thumbnail')) || null };
}

interface Earlier {
  stepKey: string;
  artifacts: ArtifactRecord[];
  composition: Composition;
  spans: FrameSpan[];
}

/** The newest finished revision, when it looks and sounds the same but for captions that are not too many. */
async function findEarlier(deps: Deps, input: ReelWorkflowInput, plan: ReelPlan, job: Job): Promise<Earlier | null> {
  const [revision] = await listReelRevisions(deps.db, input.workspaceId, input.reelId);
  if (!revision || !isDeepStrictEqual(revision.cut, plan.cut)) return null;
  const before = await planRevision(deps, input, revision);
  // Its plan, made anew, is what was rendered only if it has the same key: other code lays out otherwise.
  if (stepKey(renderRecipe(before)) !== revision.stepKey) return null;
  if (!isDeepStrictEqual([before.reads, besidesCaptions(before.composition)], [plan.reads, besidesCaptions(plan.composition)])) return null;
  const spans = touchedSpans(before.composition.ass, plan.composition.ass, backgroundFps(job.background), reelFrames(job));
  if (!spans) return null;
  const artifacts = await findArtifacts(deps.db, input.workspaceId, input.projectId, revision.stepKey);
  return { stepKey: revision.stepKey, artifacts, composition: before.composition, spans };
}

const besidesCaptions = ({ ass: _ass, fonts: _fonts, thumbnailMs: _thumbnailMs, ...rest }: Composition): Omit<Composition, 'ass' | 'fonts' | 'thumbnailMs'> => rest;
