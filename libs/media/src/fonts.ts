import type { FontBook } from '@reels/contracts';

/** The fonts that the project brings, measured as libass draws them. */
export async function openFontBook(): Promise<FontBook> {
  throw new Error('not yet');
}

/** Fills a folder with the files of these fonts (full names) for libass's `fontsdir`. */
export async function makeFontsDir(_directory: string, _fonts: readonly string[]): Promise<void> {
  throw new Error('not yet');
}
