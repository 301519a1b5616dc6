import type { ProgressEvent, Stage } from '@reels/contracts';
import type { StackEvent } from '@reels/stack';
import { percentOf } from './jobProgress.js';
import type { KnownReel, UploadProgress } from './jobProgress.js';
import type { Screen } from './terminal.js';
import type { View } from './view.js';

/** One JSON object a line, for machines; docs/cli.md states their shapes. */
export class JsonView implements View {
  constructor(private readonly screen: Pick<Screen, 'write'>) {}

  setup(event: StackEvent): void {
    this.line('setup', { event });
  }

  ready(): void {}

  begin(_stages: readonly Stage[], _options: { upload: boolean }): void {}

  uploaded(progress: UploadProgress): void {
    this.line('upload', { ...progress, percent: percentOf(progress.doneBytes, progress.totalBytes) });
  }

  project({ id, title }: { id: string; title: string }): void {
    this.line('project', { id, title });
  }

  reels(_reels: readonly KnownReel[]): void {}

  event(event: ProgressEvent): void {
    this.line('progress', { ...event });
  }

  notice(message: string): void {
    this.line('notice', { message });
  }

  end(): void {}

  private line(type: string, content: Record<string, unknown>): void {
    this.screen.write(`${JSON.stringify({ type, ...content })}\n`);
  }
}
