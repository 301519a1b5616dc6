import type { FontBook } from '@reels/contracts';
import { RTL_LETTER } from './bidi.js';

/** A font as a style uses it. */
export interface Face {
  /** Full name. */
  font: string;
  /** Times the style's size, so that scripts look equally large beside each other. */
  scale: number;
  /** Distance of two baselines, in style sizes. */
  lineHeight: number;
  /** Extra space after each character, in style sizes; 0 for scripts whose letters join. */
  tracking: number;
}

/** A stretch of text in one face. */
export interface Run {
  text: string;
  face: Face;
}

/** Text cut into runs and measured; lengths in style sizes. */
export interface SetText {
  /** Text that runs from right to left stands between two no-break spaces. */
  runs: Run[];
  /** Without those spaces. */
  width: number;
  /** How far the text begins right of where libass puts its left edge. */
  inset: number;
  /** From the top of libass's line to the baseline. */
  ascent: number;
  lineHeight: number;
}

export type Typesetter = (text: string) => SetText;

/** Room for a letter that no font of the project has; libass takes it from the system, where it may be wide. */
const UNKNOWN_WIDTH = 1.3;

/** A character that any font may draw beside any letters. */
const COMMON = /^[\p{P}\p{N}\p{S}\p{Z}]/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Extended_Pictographic}\u200d/u;
export const NO_BREAK_SPACE = '\u00a0';
const JOINERS = /[\u200c\u200d]/g;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
export const splitGraphemes = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/**
 * Sets text in the first face of the stack that has its letters, character by character; emoji in the face named so.
 * What no face has is left to the last one.
 */
export function createTypesetter(fonts: FontBook, stack: readonly Face[]): Typesetter {
  const known = new Map<string, SetText>();
  const last = stack[stack.length - 1];
  if (!last) throw new Error('A style needs a face');
  const emoji = stack.find(({ font }) => font.includes('Emoji')) ?? last;

  const faceFor = (grapheme: string, before: Face | undefined): Face => {
    const drawn = grapheme.replace(JOINERS, '');
    if (EMOJI.test(grapheme) && fonts.covers(emoji.font, drawn)) return emoji;
    if (before && before !== emoji && COMMON.test(grapheme) && fonts.covers(before.font, drawn)) return before;
    return stack.find(({ font }) => fonts.covers(font, drawn)) ?? last;
  };

  const set = (text: string): SetText => {
    const runs: Run[] = [];
    for (const grapheme of splitGraphemes(text)) {
      const run = runs.at(-1);
      const face = faceFor(grapheme, run?.face);
      if (run && run.face === face) run.text += grapheme;
      else runs.push({ text: grapheme, face });
    }
    const widthOf = ({ text: part, face }: Run): number => {
      const letters = splitGraphemes(part).length;
      if (!fonts.covers(face.font, part.replace(JOINERS, ''))) return letters * UNKNOWN_WIDTH;
      // A lone mark has no width of its own, and tight tracking would make less than none of it.
      return Math.max(0, fonts.width(face.font, part) * face.scale + letters * face.tracking);
    };
    const [first, final] = [runs[0], runs.at(-1)];
    // libass measures from the first glyph, which in Arabic and Hebrew may be a dot that stands far inside its letter.
    const fence = (run: Run, edge: Run | undefined): string => (run === edge && RTL_LETTER.test(text) && fonts.covers(run.face.font, NO_BREAK_SPACE) ? NO_BREAK_SPACE : '');
    return {
      runs: runs.map((run) => ({ ...run, text: fence(run, first) + run.text + fence(run, final) })),
      inset: final && fence(final, final) ? widthOf({ text: NO_BREAK_SPACE, face: final.face }) : 0,
      width: runs.reduce((sum, run) => sum + widthOf(run), 0),
      ascent: Math.max(0, ...runs.map(({ face }) => fonts.metrics(face.font).ascent * face.scale)),
      lineHeight: Math.max(0, ...runs.map(({ face }) => face.lineHeight)),
    };
  };

  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const result = set(text);
    known.set(text, result);
    return result;
  };
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u;

/** How many Latin letters' room the text takes: what "22 characters a line" counts. */
export const cells = (text: string): number => splitGraphemes(text).reduce((sum, grapheme) => sum + (WIDE.test(grapheme) ? 2 : 1), 0);
