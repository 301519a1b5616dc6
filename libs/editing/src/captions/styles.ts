import type { CaptionStyle, Layout } from '@reels/contracts';
import { capsuleFaces, paperFaces, punchFaces, studioFaces } from './faces.js';
import type { Face } from './typeset.js';

/** How a style sets words. How they move and are lit is the composition's. */
export interface CaptionRules {
  /** Pixels of one em. */
  size: number;
  /** Width of a space, in ems. */
  space: number;
  maxLines: number;
  /** Latin letters a line. */
  maxCells: number;
  maxWords: number;
  goodWords: number;
  /** What a sentence's end inside a phrase costs; see `PhraseRules`. */
  acrossSentences: number;
  /** Shouted: upper case, and only the punctuation that is heard. */
  shouted: boolean;
  faces: (language: string) => Face[];
}

/**
 * The rules of captions on reels: at most 22 letters a line, few words at a time. Studio, which is a page to be read along,
 * shows up to four short lines; the others one thought of 2-5 words. Over a moving picture all of them keep to two lines.
 */
const RULES: Record<CaptionStyle, Record<Layout, CaptionRules>> = {
  studio: {
    audiogram: { size: 84, space: 0.24, maxLines: 4, maxCells: 22, maxWords: 14, goodWords: 9, acrossSentences: 1.5, shouted: false, faces: studioFaces },
    fit: { size: 66, space: 0.24, maxLines: 2, maxCells: 22, maxWords: 7, goodWords: 5, acrossSentences: 6, shouted: false, faces: studioFaces },
  },
  paper: {
    audiogram: { size: 144, space: 0.19, maxLines: 3, maxCells: 20, maxWords: 8, goodWords: 5, acrossSentences: 10, shouted: false, faces: paperFaces },
    fit: { size: 96, space: 0.2, maxLines: 2, maxCells: 22, maxWords: 6, goodWords: 4.4, acrossSentences: 10, shouted: false, faces: paperFaces },
  },
  punch: {
    audiogram: { size: 140, space: 0.26, maxLines: 2, maxCells: 14, maxWords: 4, goodWords: 2.4, acrossSentences: 20, shouted: true, faces: punchFaces },
    fit: { size: 120, space: 0.26, maxLines: 2, maxCells: 15, maxWords: 4, goodWords: 2.4, acrossSentences: 20, shouted: true, faces: punchFaces },
  },
  capsule: {
    audiogram: { size: 88, space: 0.42, maxLines: 3, maxCells: 18, maxWords: 5, goodWords: 3.8, acrossSentences: 12, shouted: false, faces: capsuleFaces },
    fit: { size: 74, space: 0.42, maxLines: 2, maxCells: 18, maxWords: 5, goodWords: 3.6, acrossSentences: 12, shouted: false, faces: capsuleFaces },
  },
};

export const captionRules = (style: CaptionStyle, layout: Layout): CaptionRules => RULES[style][layout];
