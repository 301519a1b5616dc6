import { CAPTION_SIZE_LIMITS, WORDS_AT_A_TIME_LIMITS } from '@reels/contracts';
import type { CaptionLook, ReelDesign } from '@reels/contracts';
import { InvalidInput } from '../graphql/errors.js';
import type { CaptionLookInput, ReelDesignInput } from './design.model.js';

/** Fields of a look for which null means "as the style has it"; elsewhere null means the same as leaving the field out. */
const AS_THE_STYLE: readonly (keyof CaptionLook)[] = ['font', 'colour', 'highlight', 'wordsAtATime', 'upperCase'];
const COLOUR = /^#[0-9a-f]{6}$/i;

/** Null when the values can be taken. */
export function checkDesign({ look }: ReelDesignInput): InvalidInput | null {
  const { size, wordsAtATime: words, colour, highlight } = look ?? {};
  const invalid = (field: keyof CaptionLook, message: string) => new InvalidInput(`design.look.${field}`, message);
  const { min, max } = CAPTION_SIZE_LIMITS;
  if (size != null && !(size >= min && size <= max))
    return invalid('size', `Captions are ${min} to ${max} times their style's size.`);
  if (words != null && !(words >= WORDS_AT_A_TIME_LIMITS.min && words <= WORDS_AT_A_TIME_LIMITS.max))
    return invalid(
      'wordsAtATime',
      `Captions show ${WORDS_AT_A_TIME_LIMITS.min} to ${WORDS_AT_A_TIME_LIMITS.max} words at a time.`,
    );
  if (colour != null && !COLOUR.test(colour)) return invalid('colour', 'A colour is written as #rrggbb.');
  if (highlight != null && !COLOUR.test(highlight)) return invalid('highlight', 'A colour is written as #rrggbb.');
  return null;
}

/** The design with what was given in the place of what it was. */
export function changeDesign(design: ReelDesign, { look, ...rest }: ReelDesignInput): ReelDesign {
  return { ...design, ...given(rest), look: { ...design.look, ...changedLook(look ?? {}) } };
}

function changedLook(look: CaptionLookInput): Partial<CaptionLook> {
  const cleared = AS_THE_STYLE.filter((field) => look[field] === null).map((field) => [field, null] as const);
  return { ...given(look), ...Object.fromEntries(cleared) };
}

/** What was given, without what was left out or is null. */
const given = <T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as { [K in keyof T]?: NonNullable<T[K]> };
