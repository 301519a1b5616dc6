import type { ProgressEvent, Stage } from '@reels/contracts';
import type { StackEvent } from '@reels/stack';
import { shortId } from './format.js';
import { JobProgress } from './jobProgress.js';
import type { KnownReel, UploadProgress } from './jobProgress.js';
import { LiveArea } from './liveArea.js';
import { renderRow } from './row.js';
import { describePlan, describeStackEvent, SetupProgress } from './setupProgress.js';
import type { Screen } from './terminal.js';
import { printable } from './text.js';
import type { View } from './view.js';

/** Often enough for a running clock, seldom enough to cost nothing. */
const FRAME_MS = 200;

/** Bars that are redrawn in place, one a stage. */
export class LiveView implements View {
  private readonly setupProgress = new SetupProgress();
  private job = new JobProgress([]);
  private readonly area: LiveArea;
  private readonly timer: NodeJS.Timeout;
  private ended = false;

  constructor(private readonly screen: Screen) {
    this.area = new LiveArea(screen);
    this.timer = setInterval(() => this.area.draw(this.lines()), FRAME_MS).unref();
  }

  setup(event: StackEvent): void {
    this.setupProgress.apply(event, Date.now());
    if (event.kind === 'plan') this.above(describePlan(event));
    const sentence = describeStackEvent(event);
    if (sentence) this.notice(sentence);
  }

  ready(): void {
    this.setupProgress.ready(Date.now());
  }

  begin(stages: readonly Stage[], options: { upload: boolean }): void {
    this.job = new JobProgress(stages, options);
  }

  uploaded(progress: UploadProgress): void {
    this.job.uploaded(progress, Date.now());
  }

  project({ id, title }: { id: string; title: string }): void {
    this.above([`${this.screen.paint.bold(printable(title))} ${this.screen.paint.dim(`(project ${shortId(id)})`)}`]);
  }

  reels(reels: readonly KnownReel[]): void {
    this.job.knowReels(reels);
  }

  event(event: ProgressEvent): void {
    this.job.apply(event);
    if (event.kind === 'fallback') this.notice(event.message);
  }

  notice(message: string): void {
    this.above([`${this.screen.paint.warn('!')} ${printable(message)}`]);
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.timer);
    this.area.draw(this.lines());
  }

  private above(lines: readonly string[]): void {
    if (this.ended) this.screen.write(lines.map((line) => `${line}\n`).join(''));
    else this.area.above(lines, this.lines());
  }

  private lines(): string[] {
    const rows = [...this.setupProgress.rows(), ...this.job.rows()];
    // One column is left free: a full line makes some terminals wrap.
    return rows.map((row) => renderRow(row, this.screen.columns - 1, Date.now(), this.screen.paint));
  }
}
