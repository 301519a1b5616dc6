import type { ProjectRowFragment, Stage } from '../api/generated/operations';
import { STAGES } from './journal';
import type { Journal, Step } from './journal';
import { countReels, meanPercent } from './summary';

/**
 * The stages as the rail shows them. Rendering and checking are told of reel by reel: here they are put together. A project that
 * failed or was cancelled is shown so at the stage where it stopped.
 */
export function railSteps(row: ProjectRowFragment, journal: Journal): Record<Stage, Step> {
  const state = journal.state ?? row.state;
  const steps = { ...journal.stages, RENDER: renderStep(row, journal), CHECK: checkStep(row, journal) };
  if (state === 'CANCELLED') {
    for (const stage of STAGES)
      if (steps[stage].status === 'running' || steps[stage].status === 'waiting')
        steps[stage] = { ...steps[stage], status: 'cancelled' };
  }
  return steps;
}

type StepOfReel = Step | undefined;

function renderStep(row: ProjectRowFragment, journal: Journal): Step {
  const own = journal.stages.RENDER;
  const steps = stepsOf(journal, 'RENDER');
  if (steps.length === 0) return own;
  const { total } = countReels(row, journal);
  const done = steps.filter(({ status }) => status === 'done').length;
  return {
    ...own,
    ...together(steps, total),
    percent: meanPercent(journal, total),
    message: `${done} of ${total} rendered`,
  };
}

function checkStep(row: ProjectRowFragment, journal: Journal): Step {
  const own = journal.stages.CHECK;
  const steps = stepsOf(journal, 'CHECK');
  if (steps.length === 0 || own.status === 'done' || own.status === 'failed') return own;
  const { total, ready } = countReels(row, journal);
  return { ...own, ...together(steps, total), percent: null, message: `${ready} of ${total} ready` };
}

function stepsOf(journal: Journal, stage: Stage): Step[] {
  return [...journal.reels.values()].flatMap(({ stages }): Step[] => {
    const step: StepOfReel = stages[stage];
    return step ? [step] : [];
  });
}

/** Many steps as one: under way until all are through; failed when one has. */
function together(
  steps: readonly Step[],
  total: number,
): Pick<Step, 'status' | 'attempt' | 'startedAt' | 'endedAt' | 'fallback' | 'failure'> {
  const is = (status: Step['status']): boolean => steps.some((step) => step.status === status);
  const through =
    steps.length >= total &&
    steps.every(({ status }) => status === 'done' || status === 'skipped' || status === 'failed' || status === 'cancelled');
  const known = (times: (number | null)[]): number[] => times.filter((time) => time !== null);
  const starts = known(steps.map(({ startedAt }) => startedAt));
  const ends = known(steps.map(({ endedAt }) => endedAt));
  return {
    status: !through ? 'running' : is('failed') ? 'failed' : is('cancelled') ? 'cancelled' : 'done',
    attempt: Math.max(...steps.map(({ attempt }) => attempt)),
    startedAt: starts.length > 0 ? Math.min(...starts) : null,
    endedAt: through && ends.length > 0 ? Math.max(...ends) : null,
    fallback: steps.find(({ fallback }) => fallback)?.fallback ?? null,
    failure: steps.find(({ failure }) => failure)?.failure ?? null,
  };
}
