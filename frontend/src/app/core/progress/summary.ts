import type { ProjectRowFragment, ReelState, Stage } from '../api/generated/operations';
import { count } from '../format/format';
import type { Journal, Step } from './journal';

export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  INGEST: 'Ingest',
  TRANSCRIBE: 'Transcribe',
  SELECT: 'Select',
  REVIEW: 'Review',
  RENDER: 'Render',
  CHECK: 'Check',
};

const DOING: Readonly<Record<Stage, string>> = {
  INGEST: 'Reading the recording',
  TRANSCRIBE: 'Transcribing',
  SELECT: 'Choosing moments',
  REVIEW: 'Waiting for your choice',
  RENDER: 'Rendering',
  CHECK: 'Checking',
};

/** One line on where a project stands. */
export interface Summary {
  tone: 'busy' | 'good' | 'warn' | 'bad' | 'mute';
  text: string;
  /** Measured; null where nothing can be measured. Set for `busy` only. */
  percent: number | null;
}

export const isBeingMade = (state: ReelState): boolean => state === 'QUEUED' || state === 'RENDERING' || state === 'CHECKING';

/** Reels of a project by how far they are. A reel is through when it is ready, failed or cancelled. */
export function countReels(
  row: Pick<ProjectRowFragment, 'reels'>,
  journal: Journal,
): { total: number; ready: number; through: number; beingMade: number } {
  const all = [...statesOf(row, journal).values()];
  const beingMade = all.filter(isBeingMade).length;
  return {
    total: all.length,
    ready: all.filter((state) => state === 'READY').length,
    through: all.length - beingMade,
    beingMade,
  };
}

function statesOf({ reels }: Pick<ProjectRowFragment, 'reels'>, journal: Journal): Map<string, ReelState> {
  const states = new Map(reels.map(({ id, state }) => [id, state]));
  for (const [id, { state }] of journal.reels) if (state) states.set(id, state);
  return states;
}

/** Of the reels that are being made now; null while nothing is measured of any. */
function percentOf(row: Pick<ProjectRowFragment, 'reels'>, journal: Journal): number | null {
  const beingMade = [...statesOf(row, journal)].filter(([, state]) => isBeingMade(state));
  const percents = beingMade.map(([id]) => journal.reels.get(id)?.stages.RENDER?.percent ?? null);
  if (percents.every((percent) => percent === null)) return null;
  return percents.reduce<number>((sum, percent) => sum + (percent ?? 0), 0) / percents.length;
}

export function summarize(row: ProjectRowFragment, journal: Journal): Summary {
  const reels = countReels(row, journal);
  const told = (tone: Summary['tone'], text: string, percent: number | null = null): Summary => ({ tone, text, percent });
  switch (row.state) {
    case 'QUEUED':
      return told('mute', 'Waiting for its turn');
    case 'WAITING':
      return told('warn', 'Waiting for your choice of moments');
    case 'FAILED':
      return told(
        'bad',
        `Stopped at ${STAGE_NAMES[row.error?.stage ?? row.stage]}: ${row.error?.message ?? 'something went wrong'}`,
      );
    case 'CANCELLED':
      return told('mute', 'Cancelled');
    case 'DONE':
      if (reels.beingMade > 0) return told('busy', `Making ${count(reels.beingMade, 'reel')} anew`, percentOf(row, journal));
      return reels.total > 0
        ? told(reels.ready === reels.total ? 'good' : 'warn', readyText(reels))
        : told('good', 'Transcript ready');
    case 'RUNNING':
      if (row.stage !== 'RENDER' && row.stage !== 'CHECK')
        return told('busy', doing(row.stage, journal.stages[row.stage]), journal.stages[row.stage].percent);
      return told('busy', `Making reels: ${reels.through} of ${reels.total} done`, meanPercent(journal, reels.total));
  }
}

const doing = (stage: Stage, step: Step): string => step.message || DOING[stage];

const readyText = ({ ready, total }: { ready: number; total: number }): string =>
  ready === total ? `${count(ready, 'reel')} ready` : `${ready} of ${count(total, 'reel')} ready`;

/** How much of all reels is rendered: the mean of what was measured of each, those that have not begun included. */
export function meanPercent(journal: Journal, total: number): number | null {
  if (total === 0) return null;
  let sum = 0;
  for (const { state, stages } of journal.reels.values()) {
    if (state === 'READY' || state === 'FAILED' || state === 'CANCELLED') sum += 100;
    else sum += stages.RENDER?.percent ?? 0;
  }
  return Math.min(100, sum / total);
}
