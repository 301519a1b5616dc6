import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { clock, duration, timeLeft } from '../../core/format/format';
import { Now } from '../../core/format/now';
import { STAGES } from '../../core/progress/journal';
import type { Journal, Step, StepStatus } from '../../core/progress/journal';
import { RemainingTime } from '../../core/progress/remainingTime';
import { railSteps } from '../../core/progress/railSteps';
import { STAGE_NAMES } from '../../core/progress/summary';
import type { ProjectDetailFragment } from '../../core/api/generated/operations';
import { ProgressBar } from '../../shared/progressBar';

const SAID: Readonly<Record<StepStatus, string>> = {
  todo: 'to come',
  running: 'under way',
  waiting: 'waiting for you',
  done: 'done',
  skipped: 'not needed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** The stages of a project from top to bottom, each with what is measured of it. */
@Component({
  selector: 'app-stage-rail',
  imports: [ProgressBar],
  templateUrl: './stageRail.html',
  styleUrl: './stageRail.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StageRail {
  readonly project = input.required<ProjectDetailFragment>();
  readonly journal = input.required<Journal>();
  readonly #now = inject(Now);
  readonly #remaining = new RemainingTime();
  protected readonly said = SAID;
  protected readonly floor = Math.floor;
  protected readonly duration = duration;

  protected readonly steps = computed(() => {
    const steps = railSteps(this.project(), this.journal());
    return STAGES.map((stage) => ({ stage, name: STAGE_NAMES[stage], step: steps[stage], ...this.#timing(stage, steps[stage]) }));
  });

  #timing(stage: string, step: Step): { took: string; left: string } {
    const now = this.#now.ms();
    if (step.status === 'running' && step.startedAt !== null) {
      this.#remaining.observe(stage, step.percent, now);
      return { took: clock(now - step.startedAt), left: timeLeft(this.#remaining.leftMs(stage, now)) };
    }
    const ended = (step.status === 'done' || step.status === 'failed') && step.startedAt !== null && step.endedAt !== null;
    const ms = (step.endedAt ?? 0) - (step.startedAt ?? 0);
    return { took: !ended ? '' : ms < 1000 ? 'under 1 s' : duration(ms), left: '' };
  }
}
