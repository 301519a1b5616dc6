import type { Rect } from '@reels/contracts';
import type { CutSource } from './loudness.js';
import type { MediaCommand } from './runner.js';

/** One reel to be rendered. */
export interface RenderJob extends CutSource {
  /** Path of the ASS document. */
  ass: string;
  /** Folder made by `makeFontsDir`. */
  fontsDir: string;
  /** From `findGain`. */
  gainDb: number;
  /** The encoder's threads. */
  threads: number;
  background:
    | { kind: 'still'; file: string }
    /** The episode's own picture at `picture` over its blurred copy; `fps` as probed. */
    | { kind: 'picture'; picture: Rect; fps: number };
}

/** Renders the reel to an mp4 in one pass. */
export function renderReelCommand(_job: RenderJob, _file: string): MediaCommand {
  throw new Error('not yet');
}

/** Draws one frame of the reel as JPEG, at `atMs` on its clock. */
export function thumbnailCommand(_job: Omit<RenderJob, 'gainDb'>, _atMs: number, _file: string): MediaCommand {
  throw new Error('not yet');
}
