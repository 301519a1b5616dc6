import type { CaptionFont, CaptionLook, CaptionStyle, Layout } from '@reels/contracts';
import { capsuleFaces, familyFaces, karaokeFaces, paperFaces, punchFaces, soloFaces, stackFaces, studioFaces, subtitleFaces, typewriterFaces } from './faces.js';
import type { Face } from './typeset.js';

/** How a style sets words. How they move and are lit is the composition's. */
export interface CaptionRules {
  /** Pixels of one em. */
  size: number;
  /** Width of a space, in ems; null: as wide as the space of the letters' own font. */
  space: number | null;
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
  /** Each line is set as wide as the column, growing to so many times the size at most; 1: all lines are alike. */
  growth: number;
  /** The share of the column that such a line fills. */
  fill: number;
}

/**
 * The rules of captions on reels: at most 22 letters a line, few words at a time. Studio and Typewriter, which are pages to be read along,
 * show several short lines; the others one thought of a few words. Over a moving picture all of them keep to two lines.
 */
const RULES: Record<CaptionStyle, Record<Layout, Omit<CaptionRules, 'fill'>>> = {
  studio: {
    audiogram: { size: 84, space: 0.24, maxLines: 4, maxCells: 22, maxWords: 14, goodWords: 9, acrossSentences: 1.5, upperCase: false, bare: false, family: 'bricolage_grotesque', faces: studioFaces, growth: 1 },
    fit: { size: 66, space: 0.24, maxLines: 2, maxCells: 22, maxWords: 7, goodWords: 5, acrossSentences: 6, upperCase: false, bare: false, family: 'bricolage_grotesque', faces: studioFaces, growth: 1 },
  },
  paper: {
    audiogram: { size: 144, space: 0.19, maxLines: 3, maxCells: 20, maxWords: 8, goodWords: 5, acrossSentences: 10, upperCase: false, bare: false, family: 'instrument_serif', faces: paperFaces, growth: 1 },
    fit: { size: 96, space: 0.2, maxLines: 2, maxCells: 22, maxWords: 6, goodWords: 4.4, acrossSentences: 10, upperCase: false, bare: false, family: 'instrument_serif', faces: paperFaces, growth: 1 },
  },
  punch: {
    audiogram: { size: 140, space: 0.26, maxLines: 2, maxCells: 14, maxWords: 4, goodWords: 2.4, acrossSentences: 20, upperCase: true, bare: true, family: 'anton', faces: punchFaces, growth: 1 },
    fit: { size: 120, space: 0.26, maxLines: 2, maxCells: 15, maxWords: 4, goodWords: 2.4, acrossSentences: 20, upperCase: true, bare: true, family: 'anton', faces: punchFaces, growth: 1 },
  },
  capsule: {
    audiogram: { size: 88, space: 0.42, maxLines: 3, maxCells: 18, maxWords: 5, goodWords: 3.8, acrossSentences: 12, upperCase: false, bare: false, family: 'poppins', faces: capsuleFaces, growth: 1 },
    fit: { size: 74, space: 0.42, maxLines: 2, maxCells: 18, maxWords: 5, goodWords: 3.6, acrossSentences: 12, upperCase: false, bare: false, family: 'poppins', faces: capsuleFaces, growth: 1 },
  },
  solo: {
    audiogram: { size: 128, space: 0.22, maxLines: 1, maxCells: 22, maxWords: 1, goodWords: 1, acrossSentences: 20, upperCase: false, bare: true, family: 'bricolage_grotesque', faces: soloFaces, growth: 1.9 },
    fit: { size: 110, space: 0.22, maxLines: 1, maxCells: 22, maxWords: 1, goodWords: 1, acrossSentences: 20, upperCase: false, bare: true, family: 'bricolage_grotesque', faces: soloFaces, growth: 1.7 },
  },
  karaoke: {
    audiogram: { size: 88, space: 0.27, maxLines: 3, maxCells: 18, maxWords: 8, goodWords: 5.4, acrossSentences: 8, upperCase: false, bare: false, family: 'montserrat', faces: karaokeFaces, growth: 1 },
    fit: { size: 70, space: 0.27, maxLines: 2, maxCells: 20, maxWords: 7, goodWords: 5, acrossSentences: 8, upperCase: false, bare: false, family: 'montserrat', faces: karaokeFaces, growth: 1 },
  },
  stack: {
    audiogram: { size: 150, space: 0.2, maxLines: 3, maxCells: 11, maxWords: 6, goodWords: 4, acrossSentences: 12, upperCase: true, bare: true, family: 'big_shoulders', faces: stackFaces, growth: 1.9 },
    fit: { size: 120, space: 0.2, maxLines: 2, maxCells: 12, maxWords: 5, goodWords: 3.4, acrossSentences: 12, upperCase: true, bare: true, family: 'big_shoulders', faces: stackFaces, growth: 1.5 },
  },
  subtitle: {
    audiogram: { size: 66, space: 0.25, maxLines: 2, maxCells: 22, maxWords: 9, goodWords: 6.5, acrossSentences: 6, upperCase: false, bare: false, family: 'instrument_sans', faces: subtitleFaces, growth: 1 },
    fit: { size: 56, space: 0.25, maxLines: 2, maxCells: 22, maxWords: 9, goodWords: 6.5, acrossSentences: 6, upperCase: false, bare: false, family: 'instrument_sans', faces: subtitleFaces, growth: 1 },
  },
  typewriter: {
    audiogram: { size: 66, space: null, maxLines: 5, maxCells: 20, maxWords: 14, goodWords: 9, acrossSentences: 2, upperCase: false, bare: false, family: 'geist_mono', faces: typewriterFaces, growth: 1 },
    fit: { size: 50, space: null, maxLines: 2, maxCells: 22, maxWords: 7, goodWords: 5, acrossSentences: 6, upperCase: false, bare: false, family: 'geist_mono', faces: typewriterFaces, growth: 1 },
  },
};

export const captionRules = (style: CaptionStyle, layout: Layout): CaptionRules => ({ ...RULES[style][layout], fill: 1 });

/** The rules with what a person wants otherwise. `scale`: how large captions are in this frame. */
export function withLook(rules: CaptionRules, { font, size, wordsAtATime, upperCase }: CaptionLook, scale: number): CaptionRules {
  return {
    ...rules,
    size: rules.size * scale * size,
    fill: Math.min(1, rules.fill * size),
    upperCase: upperCase ?? rules.upperCase,
    ...(wordsAtATime !== null && { maxWords: wordsAtATime, goodWords: wordsAtATime }),
    ...(font !== null && font !== rules.family && { faces: (language: string) => familyFaces(font, rules.family, rules.faces(language)) }),
  };
}
