import type { FontBook } from '@reels/contracts';
import { createFontBook } from './fontBook.js';

/** Fonts that come over a network, one by one as a layout turns out to need them: only the scripts that are there cost a download. */
export interface FontShelf {
  /** Runs pure work that measures text; fetches each font that it asks for and begins anew, until all are there. */
  run<T>(work: (fonts: FontBook) => T): Promise<T>;
  /** The file of a font that has been fetched, or is fetched now; as it was read, for libass to draw with. */
  file(font: string): Promise<Uint8Array>;
}

/** `fetchFile` gives the bytes of a font file by the font's full name. It is asked once for each font, again only after a failure. */
export function createFontShelf(fetchFile: (font: string) => Promise<Uint8Array>): FontShelf {
  const files = new Map<string, Uint8Array>();
  const coming = new Map<string, Promise<Uint8Array>>();
  const book = createFontBook((name) => {
    const file = files.get(name);
    if (!file) throw new FontMissing(name);
    return file;
  });
  const file = async (font: string): Promise<Uint8Array> => {
    const bytes = coming.get(font) ?? fetchFile(font);
    coming.set(font, bytes);
    try {
      files.set(font, await bytes);
    } catch (error) {
      coming.delete(font);
      throw error;
    }
    return bytes;
  };
  return {
    file,
    async run(work) {
      for (;;) {
        try {
          return work(book);
        } catch (error) {
          if (!(error instanceof FontMissing)) throw error;
          await file(error.font);
        }
      }
    },
  };
}

class FontMissing extends Error {
  constructor(readonly font: string) {
    super(`The font ${font} has not been fetched`);
  }
}
