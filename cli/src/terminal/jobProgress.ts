import type { ProgressEvent, Stage } from '@reels/contracts';
import { formatBytes } from './format.js';
import { newRow } from './row.js';
import type { Row } from './row.js';

/** What is known of one reel inside the stages that work reel by reel. */
interface ReelStep {
  percent: number;
  ended: 'done' | 'failed' | 'cancelled' | null;
  message: string;
}

const LABELS: Record<Stage, string> = {
  ingest: 'Ingest',
  transcribe: 'Transcribe',
  select: 'Select',
  review: 'Review',
  render: 'Render',
  check: 'Check',
};

/** The state of a job as rows, made from the events of its journal: one row a stage, those of single reels summed up. */
export class JobProgress {
  private readonly upload: Row | null;
  private readonly stages: Map<Stage, Row>;
  private readonly steps = new Map<Stage, Map<string, ReelStep>>();
  private titles: ReadonlyMap<string, string> = new Map();
  private expected: readonly string[] = [];

  constructor(stages: readonly Stage[], { upload = false } = {}) {
    this.upload = upload ? newRow('Upload') : null;
    this.stages = new Map(stages.map((stage) => [stage, newRow(LABELS[stage])]));
  }

  rows(): Row[] {
    return [...(this.upload ? [this.upload] : []), ...this.stages.values()];
  }

  /** Bytes that have arrived; `now` in milliseconds of the epoch. */
  uploaded({ doneBytes, totalBytes, bytesPerSecond }: UploadProgress, now: number): void {
    if (!this.upload) return;
    const done = doneBytes === totalBytes;
    Object.assign(this.upload, {
      state: done ? 'done' : 'active',
      percent: percentOf(doneBytes, totalBytes),
      startedAt: this.upload.startedAt ?? now,
      endedAt: done ? now : null,
      detail: done ? formatBytes(totalBytes) : `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}${speed(bytesPerSecond)}`,
    });
  }

  /** The project's reels: how many there are to be, and what they are called. Those of an earlier run are ready and make no events. */
  knowReels(reels: readonly KnownReel[]): void {
    this.titles = new Map(reels.map(({ id, title }) => [id, title]));
    this.expected = reels.filter(({ ready }) => !ready).map(({ id }) => id);
    for (const [stage, steps] of this.steps) this.sumUp(stage, steps);
  }

  apply(event: ProgressEvent): void {
    const row = this.stages.get(event.stage);
    // Such as a review that nobody asked for, which is over at once.
    if (!row) return;
    const at = Date.parse(event.at);
    if (event.kind !== 'waiting') row.startedAt ??= at;
    if (event.reelId === null) applyToRow(row, event, at);
    else this.applyToReel(event.reelId, event, at);
  }

  private applyToReel(reelId: string, event: ProgressEvent, at: number): void {
    const ended = endOf(event);
    // A reel that fails after it was rendered has failed its check.
    const wasRendered = this.stepsOf('render').get(reelId)?.ended === 'done';
    const stage = event.stage === 'render' && wasRendered && ended && ended !== 'done' ? 'check' : event.stage;
    const steps = this.stepsOf(stage);
    const before = event.kind === 'started' ? 0 : (steps.get(reelId)?.percent ?? 0);
    steps.set(reelId, { percent: ended ? 100 : (event.percent ?? before), ended, message: withAttempt(event) });
    this.sumUp(stage, steps, at);
  }

  private stepsOf(stage: Stage): Map<string, ReelStep> {
    const steps = this.steps.get(stage) ?? new Map<string, ReelStep>();
    this.steps.set(stage, steps);
    return steps;
  }

  private sumUp(stage: Stage, steps: ReadonlyMap<string, ReelStep>, at?: number): void {
    const row = this.stages.get(stage);
    const all = [...steps.values()];
    if (!row || all.length === 0) return;
    // A reel that could not be rendered is not checked.
    const rendered = this.stepsOf('render');
    const expected = this.expected.filter((id) => stage !== 'check' || !isLost(rendered.get(id)));
    const total = new Set([...expected, ...steps.keys()]).size;
    const ended = all.filter((step) => step.ended);
    const failed = all.filter((step) => step.ended === 'failed').length;
    const over = ended.length === total;
    row.percent = all.reduce((sum, step) => sum + step.percent, 0) / total;
    row.state = !over ? 'active' : failed ? 'failed' : all.some((step) => step.ended === 'cancelled') ? 'cancelled' : 'done';
    row.endedAt = over ? (at ?? row.endedAt) : null;
    const working = [...steps].find(([, step]) => !step.ended);
    const now = working ? (this.titles.get(working[0]) ?? working[1].message) : '';
    row.detail = [`${ended.length} of ${total}`, failed ? `${failed} failed` : '', now].filter(Boolean).join(', ');
  }
}

const isLost = (step: ReelStep | undefined): boolean => step?.ended === 'failed' || step?.ended === 'cancelled';

/** A reel of the project that is being made. */
export interface KnownReel {
  id: string;
  title: string;
  /** Finished already. */
  ready: boolean;
}

/** How far an upload is. */
export interface UploadProgress {
  doneBytes: number;
  totalBytes: number;
  bytesPerSecond: number;
}

/** Of an upload, once there is enough to tell it by. */
export const speed = (bytesPerSecond: number): string => (bytesPerSecond > 0 ? `, ${formatBytes(bytesPerSecond)}/s` : '');

export const percentOf = (done: number, total: number): number => (total === 0 ? 100 : (100 * done) / total);

/** What an event says, with the attempt when it is not the first. */
export function withAttempt({ message, attempt }: Pick<ProgressEvent, 'message' | 'attempt'>): string {
  return attempt > 1 ? `${message} (attempt ${attempt})`.trimStart() : message;
}

function endOf({ kind }: ProgressEvent): ReelStep['ended'] {
  if (kind === 'completed' || kind === 'skipped') return 'done';
  return kind === 'failed' || kind === 'cancelled' ? kind : null;
}

function applyToRow(row: Row, event: ProgressEvent, at: number): void {
  const ended = endOf(event);
  row.state = ended ?? (event.kind === 'waiting' ? 'waiting' : 'active');
  row.percent = ended === 'done' ? 100 : (event.percent ?? (event.kind === 'started' ? null : row.percent));
  row.endedAt = ended ? at : null;
  row.detail = withAttempt(event);
}
