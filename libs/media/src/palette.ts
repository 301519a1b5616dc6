import type { Palette } from '@reels/contracts';

/** The colours of a reel: taken from the cover art, or one of a set of good palettes chosen by `seed` (the show's name or the title). */
export async function choosePalette(_cover: Buffer | null, _seed: string): Promise<Palette> {
  throw new Error('not yet');
}
