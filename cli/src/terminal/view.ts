import type { ProgressEvent, Stage } from '@reels/contracts';
import type { StackEvent } from '@reels/stack';
import type { KnownReel, UploadProgress } from './jobProgress.js';

/** What a command shows while it works: bars on a terminal, plain lines elsewhere, JSON for machines, nothing with --quiet. */
export interface View {
  /** Set-up and start of the stack. */
  setup(event: StackEvent): void;
  /** The stack answers. */
  ready(): void;
  /** A job begins: which stages it will go through. */
  begin(stages: readonly Stage[], options: { upload: boolean }): void;
  uploaded(progress: UploadProgress): void;
  /** The project exists: from now on it can be named. */
  project(project: { id: string; title: string }): void;
  /** The project's reels are known. */
  reels(reels: readonly KnownReel[]): void;
  event(event: ProgressEvent): void;
  /** A sentence the user may want to know. */
  notice(message: string): void;
  /** Nothing more will be shown; what stands stays. */
  end(): void;
}
