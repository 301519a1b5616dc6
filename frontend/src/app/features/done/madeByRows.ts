import type { FinishedRevisionFragment } from '../../core/api/generated/operations';

type MadeBy = FinishedRevisionFragment['madeBy'][number];

/** What each step of the pipeline does, in words; by step and provider where two do different things in one. */
const STEPS: Readonly<Record<string, string>> = {
  fetch: 'Brought in',
  import: 'Transcript brought along',
  ingest: 'Examined',
  speech: 'Speech found',
  transcribe: 'Written down',
  align: 'Words timed',
  speakers: 'Voices told apart',
  assemble: 'Transcript put together',
  select: 'Moments chosen',
  render: 'Rendered',
  'render podcast-to-reels': 'Subtitles written',
  splice: 'Changed stretches spliced in',
};

/** Who did what, each once. */
export function madeByRows(madeBy: readonly MadeBy[]): (MadeBy & { what: string })[] {
  const seen = new Set<string>();
  return madeBy
    .filter(({ step, provider, version }) => {
      const key = `${step} ${provider} ${version}`;
      return !seen.has(key) && seen.add(key);
    })
    .map((entry) => ({ ...entry, what: STEPS[`${entry.step} ${entry.provider}`] ?? STEPS[entry.step] ?? entry.step }));
}

/** Integer micro-dollars. */
export const totalCost = (madeBy: readonly MadeBy[]): number => madeBy.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0);
