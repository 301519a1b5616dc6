import type { StillSpec } from '@reels/contracts';

/** Draws the background of an audiogram as PNG. `cover`: the bytes of the cover art; null: a tile in its place. */
export async function drawStill(_spec: StillSpec, _cover: Buffer | null, _file: string): Promise<void> {
  throw new Error('not yet');
}
