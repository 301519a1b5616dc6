import { createFontShelf, fontPath } from '@reels/editing/fonts';
import type { FontShelf } from '@reels/editing/fonts';

/** The captions' fonts, from the console's own origin; each is fetched once, when a layout asks for it. */
export const fontShelf = (): FontShelf =>
  createFontShelf(async (font) => {
    const response = await fetch(`/fonts/${fontPath(font)}`);
    if (!response.ok) throw new Error(`the font ${font} is not here (HTTP ${response.status})`);
    return new Uint8Array(await response.arrayBuffer());
  });
