import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReelWorkflowInput, RenderedReel } from '@reels/contracts';
import { toSrt, toVtt } from '@reels/editing/subtitles';
import { backgroundFps, drawStill, findGain, inputArgs, keyFrames, localSource, makeFontsDir, renderReelCommand, thumbnailCommand } from '@reels/media';
import type { Container, RenderJob } from '@reels/media';
import { saveReelPlan } from '@reels/records';
import type { Deps } from '../deps.js';
import { createReport } from '../report.js';
import { runStep, stepKey } from '../step.js';
import type { Product, Recipe } from '../step.js';
import { planReel } from './plan.js';
import type { ReelPlan } from './plan.js';

const STEP = 'render';
const VERSION = '2';

export function renderRecipe({ reel, cut, composition, reads }: ReelPlan): Recipe {
  return { step: STEP, version: VERSION, options: { reel: reel.id, cut, composition }, reads };
}

/** Renders a reel in one pass, with its thumbnail and subtitle files. */
export async function renderOneReel(deps: Deps, input: ReelWorkflowInput, signal: AbortSignal): Promise<RenderedReel> {
  const report = createReport(deps, input, 'render', input.reelId);
  const plan = await planReel(deps, input);
  await report.tell('started', plan.reel.title, {
    reelState: 'rendering',
    change: (tx) => saveReelPlan(tx, input.workspaceId, input.reelId, plan),
  });
  const recipe = renderRecipe(plan);
  await runStep(deps, input, recipe, async (scratch) => {
    const job = await prepareJob(deps, plan, scratch);
    const gainDb = await findGain(job, (command) => deps.media.run(command, { signal }));
    const video = path.join(scratch, 'reel.mp4');
    await deps.media.run(renderReelCommand({ ...job, gainDb }, video), {
      signal,
      onProgress: ({ timeMs }) => report.advance(timeMs / plan.durationMs, plan.reel.title),
    });
    const thumbnail = path.join(scratch, 'thumbnail.jpg');
    await deps.media.run(thumbnailCommand(job, plan.composition.thumbnailMs, thumbnail), { signal });
    return products(plan, video, thumbnail);
  });
  await report.tell('completed', plan.reel.title, { percent: 100 });
  return { stepKey: stepKey(recipe), reencodedMs: plan.durationMs };
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

function products({ sentences, durationMs }: ReelPlan, video: string, thumbnail: string): Product[] {
  const madeBy = { step: STEP, provider: 'ffmpeg', version: VERSION, costMicroUsd: 0 };
  const own = { ...madeBy, provider: 'podcast-to-reels' };
  return [
    { kind: 'video', name: 'reel.mp4', contentType: 'video/mp4', body: { file: video }, madeBy },
    { kind: 'thumbnail', name: 'thumbnail.jpg', contentType: 'image/jpeg', body: { file: thumbnail }, madeBy },
    { kind: 'srt', name: 'reel.srt', contentType: 'application/x-subrip', body: { text: toSrt(sentences, durationMs) }, madeBy: own },
    { kind: 'vtt', name: 'reel.vtt', contentType: 'text/vtt', body: { text: toVtt(sentences, durationMs) }, madeBy: own },
  ];
}
