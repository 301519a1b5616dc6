import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReelWorkflowInput, RenderedReel } from '@reels/contracts';
import { toSrt, toVtt } from '@reels/editing/subtitles';
import { backgroundFps, drawStill, findGain, inputArgs, keyFrames, localSource, makeFontsDir, renderReelCommand, thumbnailCommand } from '@reels/media';
import type { Container, RenderJob } from '@reels/media';
import { saveReelPlan } from '@reels/records';
import type { ArtifactRecord } from '@reels/records';
import type { Deps } from '../deps.js';
import { createReport } from '../report.js';
import { runStep, stepKey } from '../step.js';
import type { Product } from '../step.js';
import { planReel } from './plan.js';
import type { ReelPlan } from './plan.js';
import { renderRecipe, STEP, VERSION } from './recipe.js';
import { spliceFromEarlier } from './spliceReel.js';
import type { Spliced } from './spliceReel.js';

/** Renders a reel with its thumbnail and subtitle files: by splicing where only captions changed, else in one pass. */
export async function renderOneReel(deps: Deps, input: ReelWorkflowInput, signal: AbortSignal): Promise<RenderedReel> {
  const report = createReport(deps, input, 'render', input.reelId);
  const plan = await planReel(deps, input);
  await report.tell('started', plan.reel.title, {
    reelState: 'rendering',
    change: (tx) => saveReelPlan(tx, input.workspaceId, input.reelId, plan),
  });
  const recipe = renderRecipe(plan);
  const artifacts = await runStep(deps, input, recipe, async (scratch) => {
    const job = await prepareJob(deps, plan, scratch);
    const video = path.join(scratch, 'reel.mp4');
    const spliced = await spliceFromEarlier(deps, input, plan, job, video, { signal });
    if (!spliced) {
      const gainDb = await findGain(job, (command) => deps.media.run(command, { signal }));
      await deps.media.run(renderReelCommand({ ...job, gainDb }, video), {
        signal,
        onProgress: ({ timeMs }) => report.advance(timeMs / plan.durationMs, plan.reel.title),
      });
    }
    const thumbnail = path.join(scratch, 'thumbnail.jpg');
    if (spliced?.thumbnail) await copyFile(await deps.copies.path(spliced.thumbnail), thumbnail);
    else await deps.media.run(thumbnailCommand(job, plan.composition.thumbnailMs, thumbnail), { signal });
    return products(plan, video, thumbnail, spliced);
  });
  await report.tell('completed', plan.reel.title, { percent: 100 });
  return { stepKey: stepKey(recipe), reencodedMs: reencodedMs(artifacts) ?? plan.durationMs };
}

/** How much of a spliced video was encoded; null: all of it. */
function reencodedMs(artifacts: readonly ArtifactRecord[]): number | null {
  const splice = artifacts.find(({ kind }) => kind === 'video')?.madeBy.splice;
  return splice ? Math.round(splice.touched.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)) : null;
}

/** Everything that ffmpeg reads, in the scratch folder. */
async function prepareJob(deps: Deps, plan: ReelPlan, scratch: string): Promise<Omit<RenderJob, 'gainDb'>> {
  const { composition, cut, episode } = plan;
  const ass = path.join(scratch, 'reel.ass');
  const fontsDir = path.join(scratch, 'fonts');
  await writeFile(ass, composition.ass);
  await makeFontsDir(fontsDir, composition.fonts);
  const background = await makeBackground();
  return {
    input: { source: localSource(await deps.copies.path(plan.source)), args: inputArgs(episode.container as Container) },
    cut,
    ass,
    fontsDir,
    threads: deps.limits.renderThreads,
    background,
    keyFrames: keyFrames(composition.ass, backgroundFps(background)),
  };

  async function makeBackground(): Promise<RenderJob['background']> {
    const { frame, picture, pictureGround } = composition;
    if (picture && episode.video) return { kind: 'picture', frame, picture, ground: pictureGround, fps: episode.video.fps };
    if (!composition.still) throw new Error('A reel has either a still or a picture.');
    return drawStill(composition.still, plan.cover, path.join(scratch, 'still.png'));
  }
}

function products({ sentences, durationMs }: ReelPlan, video: string, thumbnail: string, spliced: Spliced | null): Product[] {
  const madeBy = { step: STEP, provider: 'ffmpeg', version: VERSION, costMicroUsd: 0 };
  const own = { ...madeBy, provider: 'podcast-to-reels' };
  return [
    { kind: 'video', name: 'reel.mp4', contentType: 'video/mp4', body: { file: video }, madeBy: { ...madeBy, ...(spliced && { splice: { from: spliced.from, touched: spliced.touched } }) } },
    { kind: 'thumbnail', name: 'thumbnail.jpg', contentType: 'image/jpeg', body: { file: thumbnail }, madeBy },
    { kind: 'srt', name: 'reel.srt', contentType: 'application/x-subrip', body: { text: toSrt(sentences, durationMs) }, madeBy: own },
    { kind: 'vtt', name: 'reel.vtt', contentType: 'text/vtt', body: { text: toVtt(sentences, durationMs) }, madeBy: own },
  ];
}
