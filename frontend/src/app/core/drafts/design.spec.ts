import { expect, test } from '@jest/globals';
import { ASPECTS, BACKGROUNDS, CAPTION_FONTS, CAPTION_POSITIONS, CAPTION_STYLES, DEFAULT_DESIGN } from '@reels/contracts';
import type { ReelDesign } from '@reels/contracts';
import type { DesignFragment } from '../api/generated/operations';
import { designInput, designOf } from './design';

test('a design that is sent comes back as it was', () => {
  const designs: ReelDesign[] = [
    DEFAULT_DESIGN,
    ...ASPECTS.map((aspect) => ({ ...DEFAULT_DESIGN, aspect })),
    ...CAPTION_STYLES.map((captions) => ({ ...DEFAULT_DESIGN, captions })),
    ...BACKGROUNDS.map((background) => ({ ...DEFAULT_DESIGN, background })),
    ...CAPTION_FONTS.map((font) => ({ ...DEFAULT_DESIGN, look: { ...DEFAULT_DESIGN.look, font, colour: '#112233', wordsAtATime: 3, upperCase: false } })),
    ...CAPTION_POSITIONS.map((position) => ({ ...DEFAULT_DESIGN, look: { ...DEFAULT_DESIGN.look, position, size: 1.2 } })),
  ];
  for (const design of designs) expect(designOf(designInput(design) as DesignFragment)).toEqual(design);
});
