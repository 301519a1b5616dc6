import type { CaptionFont, CaptionLook, CaptionStyle, Layout } from '@reels/contracts';
import { capsuleFaces, familyFaces, paperFaces, punchFaces, studioFaces } from './faces.js';
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
  upperCase: boolean;
  /** Only the punctuation that is heard. */
  bare: boolean;
  /** The style's own family; what another one's size is measured by. */
  family: CaptionFont;
  faces: (language: string) => Face[];
}

/**
 * The rules of captions on reels: at most 22 letters a line, few words at a time. Studio, which is a page to be read along,
 * shows up to four short lines; the others one thought of 2-5 words. Over a moving picture all of them keep to two lines.
 */
const RULES: Record<CaptionStyle, Record<Layout, CaptionRules>> = {
  studio: {
    audiogram: { size: 84, space: 0.24, maxLines: 4, maxCells: 22, maxWords: 14, goodWords: 9, acrossSentences: 1.5, upperCase: false, bare: false, family: 'bricolage_grotesque', faces: studioFaces },
    fit: { size: 66, space: 0.24, maxLines: 2, maxCells: 22, maxWords: 7, goodWords: 5, acrossSentences: 6, upperCase: false, bare: false, family: 'bricolage_grotesque', faces: studioFaces },
  },
  paper: {
    audiogram: { size: 144, space: 0.19, maxLines: 3, maxCells: 20, maxWords: 8, goodWords: 5, acrossSentences: 10, upperCase: false, bare: false, family: 'instrument_serif', faces: paperFaces },
    fit: { size: 96, space: 0.2, maxLines: 2, maxCells: 22, maxWords: 6, goodWords: 4.4, acrossSentences: 10, upperCase: false, bare: false, family: 'instrument_serif', faces: paperFaces },
  },
  punch: {
    audiogram: { size: 140, space: 0.26, maxLines: 2, maxCells: 14, maxWords: 4, goodWords: 2.4, acrossSentences: 20, upperCase: true, bare: true, family: 'anton', faces: punchFaces },
    fit: { size: 120, space: 0.26, maxLines: 2, maxCells: 15, maxWords: 4, goodWords: 2.4, acrossSentences: 20, upperCase: true, bare: true, family: 'anton', faces: punchFaces },
  },
  capsule: {
    audiogram: { size: 88, space: 0.42, maxLines: 3, maxCells: 18, maxWords: 5, goodWords: 3.8, acrossSentences: 12, upperCase: false, bare: false, family: 'poppins', faces: capsuleFaces },
    fit: { size: 74, space: 0.42, maxLines: 2, maxCells: 18, maxWords: 5, goodWords: 3.6, acrossSentences: 12, upperCase: false, bare: false, family: 'poppins', faces: capsuleFaces },
  },
};

export const captionRules = (style: CaptionStyle, layout: Layout): CaptionRules => RULES[style][layout];

/** The rules with what a person wants otherwise. `scale`: how large captions are in this frame. */
export function withLook(rules: CaptionRules, { font, size, wordsAtATime, upperCase }: CaptionLook, scale: number): CaptionRules {
  return {
    ...rules,
    size: rules.size * scale * size,
    upperCase: upperCase ?? rules.upperCase,
    ...(wordsAtATime !== null && { maxWords: wordsAtATime, goodWords: wordsAtATime }),
    ...(font !== null && font !== rules.family && { faces: (language: string) => familyFaces(font, rules.family, rules.faces(language)) }),
  };
}
