import { findProject } from '../api/findProject.js';
import type { Run } from '../arguments/command.js';
import { formatDuration } from '../arguments/duration.js';
import { EXIT } from '../failure.js';
import { readProject } from '../job/finish.js';
import type { ProjectDetail } from '../job/finish.js';
import { withApi } from '../job/session.js';
import { describeFailedReel, renderHighlights } from '../output/summary.js';
import { shortId } from '../terminal/format.js';
import type { Screen } from '../terminal/terminal.js';
import { printable } from '../terminal/text.js';

/** Everything that is known of one project. */
export const run: Run = async (context) => {
  const { args, terminal } = context;
  const [word = ''] = args.words;
  return withApi(context, async (api) => {
    const project = await readProject(api, (await findProject(api, word)).id);
    if (args.flag('json')) terminal.out.write(`${JSON.stringify({ project })}\n`);
    else terminal.out.write(`${renderProject(project, terminal.out).join('\n')}\n`);
    return EXIT.ok;
  });
};

function renderProject(project: ProjectDetail, { columns, paint }: Screen): string[] {
  const { title, id, state, stage, episode, error, highlights, reels, costMicroUsd } = project;
  const latest = project.progress.at(-1);
  return [
    paint.bold(printable(title)),
    `  id       ${id}`,
    `  state    ${state.toLowerCase()}${state === 'RUNNING' ? `, ${stage.toLowerCase()}` : ''}${state === 'RUNNING' && latest ? ` (${describeLatest(latest)})` : ''}`,
    ...(episode ? [`  episode  ${printable(episode.fileName)}, ${formatDuration(episode.durationMs)}`] : []),
    ...(costMicroUsd > 0 ? [`  cost     ${(costMicroUsd / 1e6).toFixed(4)} USD`] : []),
    ...(error ? ['', paint.bad(printable(error.message)), printable(error.nextStep)] : []),
    ...(highlights.length > 0 ? ['', 'Highlights:', ...renderHighlights(highlights, columns, paint)] : []),
    ...(reels.length > 0 ? ['', 'Reels:', ...reels.map((reel) => `  ${renderReel(reel)}`)] : []),
    ...nextSteps(project),
  ];
}

function describeLatest({ message, percent, at }: ProjectDetail['progress'][number]): string {
  return `${printable(message)}${percent === null ? '' : `, ${Math.floor(percent)} %`}, ${at.slice(11, 19)} UTC`;
}

function renderReel(reel: ProjectDetail['reels'][number]): string {
  if (reel.state === 'FAILED') return describeFailedReel(reel);
  const length = reel.cut.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  return `${reel.state.toLowerCase().padEnd(10)} ${formatDuration(length).padStart(5)}  ${printable(reel.title)}`;
}

function nextSteps({ id, state, reels }: ProjectDetail): string[] {
  const short = shortId(id);
  if (state === 'WAITING') return ['', `To go on: reels approve ${short} [--only 1,2]`];
  if (state === 'FAILED' || state === 'CANCELLED') return ['', `To go on from the last finished step: reels retry ${short}`];
  if (state === 'DONE' && reels.length > 0) return ['', `To get the files: reels export ${short}`];
  return [];
}
