import type { ProgressEvent, Stage } from '@reels/contracts';
import type { StackEvent } from '@reels/stack';
import { formatBytes, shortId } from './format.js';
import { percentOf, withAttempt } from './jobProgress.js';
import type { KnownReel, UploadProgress } from './jobProgress.js';
import { describePlan, describeStackEvent } from './setupProgress.js';
import type { Screen } from './terminal.js';
import { printable } from './text.js';
import type { View } from './view.js';

/** A new line only when so much more is done, in percent. */
const STEP = 10;

/** What has happened; what begins is told by its message alone. */
function describe(event: ProgressEvent): string {
  const begins = event.kind === 'started' || event.kind === 'waiting';
  return [begins && event.message ? '' : event.kind, event.message && withAttempt(event)].filter(Boolean).join(', ');
}

/** Lines for logs and pipes: one when something begins, ends or is a tenth further. */
export class PlainView implements View {
  private readonly told = new Map<string, number>();
  private titles: ReadonlyMap<string, string> = new Map();

  constructor(private readonly screen: Pick<Screen, 'write'>) {}

  setup(event: StackEvent): void {
    if (event.kind === 'plan') describePlan(event).forEach((line) => this.line(line));
    if (event.kind === 'progress')
      this.step(event.part, percentOf(event.doneBytes, event.totalBytes), `of ${formatBytes(event.totalBytes)}`);
    if (event.kind === 'building') this.line(`${event.part}: ${event.message}`);
    if (event.kind === 'ready' && event.part.from === 'fetched') this.line(`${event.part.name}: ready (${event.part.version})`);
    const sentence = describeStackEvent(event);
    if (sentence) this.notice(sentence);
  }

  ready(): void {}

  begin(_stages: readonly Stage[], _options: { upload: boolean }): void {}

  uploaded({ doneBytes, totalBytes, bytesPerSecond }: UploadProgress): void {
    this.step('upload', percentOf(doneBytes, totalBytes), `of ${formatBytes(totalBytes)}, ${formatBytes(bytesPerSecond)}/s`);
  }

  project({ id, title }: { id: string; title: string }): void {
    this.line(`${printable(title)} (project ${shortId(id)})`);
  }

  reels(reels: readonly KnownReel[]): void {
    this.titles = new Map(reels.map(({ id, title }) => [id, title]));
  }

  event(event: ProgressEvent): void {
    const title = event.reelId && this.titles.get(event.reelId);
    const what = title ? `${event.stage} "${title}"` : event.stage;
    const key = `${event.stage} ${event.reelId ?? ''}`;
    if (event.kind === 'advanced') {
      if (event.percent !== null) this.step(key, event.percent, withAttempt(event), what);
      return;
    }
    this.told.set(key, 0);
    this.line(`${what}: ${describe(event)}`);
  }

  notice(message: string): void {
    this.line(`! ${message}`);
  }

  end(): void {}

  private step(key: string, percent: number, detail: string, what = key): void {
    const step = Math.floor(percent / STEP) * STEP;
    if (step <= (this.told.get(key) ?? 0)) return;
    this.told.set(key, step);
    this.line(`${what}: ${step} % ${detail}`);
  }

  private line(text: string): void {
    // Leading blanks of a list stay.
    this.screen.write(`${/^ */.exec(text)?.[0] ?? ''}${printable(text)}\n`);
  }
}
