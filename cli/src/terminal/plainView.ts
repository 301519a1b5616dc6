import type { ProgressEvent, Stage } from '@reels/contracts';
import type { StackEvent } from '@reels/stack';
import { formatBytes, shortId } from './format.js';
import { percentOf, speed, withAttempt } from './jobProgress.js';
import type { KnownReel, UploadProgress } from './jobProgress.js';
import { describePlan, describeStackEvent } from './setupProgress.js';
import type { Screen } from './terminal.js';
import { printable } from './text.js';
import type { View } from './view.js';

/** A new line only when so much more is done, in percent; of single reels, of which there are several, less often. */
const STEP = 10;
const REEL_STEP = 25;

/** Lines for logs and pipes: one when something begins, ends or is a tenth further. */
export class PlainView implements View {
  private readonly told = new Map<string, number>();
  private starting = false;
  private titles: ReadonlyMap<string, string> = new Map();

  constructor(private readonly screen: Pick<Screen, 'write'>) {}

  setup(event: StackEvent): void {
    if (event.kind === 'starting' && !this.starting) {
      this.starting = true;
      this.line('stack: starting');
    }
    if (event.kind === 'plan') describePlan(event).forEach((line) => this.line(line));
    if (event.kind === 'progress')
      this.step(event.part, percentOf(event.doneBytes, event.totalBytes), `of ${formatBytes(event.totalBytes)}`);
    if (event.kind === 'building') this.line(`${event.part}: ${event.message}`);
    if (event.kind === 'ready' && event.part.from === 'fetched') this.line(`${event.part.name}: ready (${event.part.version})`);
    const sentence = describeStackEvent(event);
    if (sentence) this.notice(sentence);
  }

  ready(): void {
    if (this.starting) this.line('stack: up');
  }

  begin(_stages: readonly Stage[], _options: { upload: boolean }): void {}

  uploaded({ doneBytes, totalBytes, bytesPerSecond }: UploadProgress): void {
    this.step('upload', percentOf(doneBytes, totalBytes), `of ${formatBytes(totalBytes)}${speed(bytesPerSecond)}`);
  }

  project({ id, title }: { id: string; title: string }): void {
    this.line(`${printable(title)} (project ${shortId(id)})`);
  }

  reels(reels: readonly KnownReel[]): void {
    this.titles = new Map(reels.map(({ id, title }) => [id, title]));
  }

  event(event: ProgressEvent): void {
    const { stage, reelId, kind, percent } = event;
    const title = reelId && this.titles.get(reelId);
    const what = title ? `${stage} "${title}"` : stage;
    const said = withAttempt({ ...event, message: event.message === title ? '' : event.message });
    const key = `${stage} ${reelId ?? ''}`;
    if (kind === 'advanced') {
      if (percent !== null) this.step(key, percent, said, what, reelId ? REEL_STEP : STEP);
      return;
    }
    this.told.set(key, 0);
    // What begins is told by its message alone.
    const begins = kind === 'started' || kind === 'waiting';
    this.line(`${what}: ${[begins && said ? '' : kind, said].filter(Boolean).join(', ')}`);
  }

  notice(message: string): void {
    this.line(`! ${message}`);
  }

  end(): void {}

  private step(key: string, percent: number, detail: string, what = key, width = STEP): void {
    const step = Math.floor(percent / width) * width;
    if (step <= (this.told.get(key) ?? 0)) return;
    this.told.set(key, step);
    this.line(`${what}: ${step} % ${detail}`);
  }

  private line(text: string): void {
    // Leading blanks of a list stay.
    this.screen.write(`${/^ */.exec(text)?.[0] ?? ''}${printable(text)}\n`);
  }
}
