import { ASPECTS } from '@reels/contracts';
import type { Aspect, BackgroundChoice, CaptionFont, CaptionLook, CaptionPosition, ReelDesign } from '@reels/contracts';
import type { Aspect as ApiAspect, DesignFragment, ReelDesignInput } from '../api/generated/operations';
import type { DesignChanges } from './changes';

/** The API's enums are the contracts' names in capitals, but for aspects, whose names cannot be. */
const API_ASPECTS = { '9:16': 'PORTRAIT', '1:1': 'SQUARE', '4:5': 'TALL', '16:9': 'WIDE' } as const satisfies Record<Aspect, ApiAspect>;

const lower = <Name extends string>(name: Name): Lowercase<Name> => name.toLowerCase() as Lowercase<Name>;
const upper = <Name extends string>(name: Name): Uppercase<Name> => name.toUpperCase() as Uppercase<Name>;

export function designOf({ aspect, layout, captions, background, look }: DesignFragment): ReelDesign {
  return {
    aspect: ASPECTS.find((name) => API_ASPECTS[name] === aspect) ?? '9:16',
    layout: lower(layout),
    captions: lower(captions),
    background: lower(background) as BackgroundChoice,
    look: { ...look, font: look.font && (lower(look.font) as CaptionFont), position: lower(look.position) as CaptionPosition },
  };
}

/** Null in a look is sent: it means "as the style has it". */
export function designInput({ aspect, layout, captions, background, look }: DesignChanges): ReelDesignInput {
  return {
    ...(aspect && { aspect: API_ASPECTS[aspect] }),
    ...(layout && { layout: upper(layout) }),
    ...(captions && { captions: upper(captions) }),
    ...(background && { background: upper(background) }),
    ...(look && { look: lookInput(look) }),
  };
}

function lookInput({ font, position, ...look }: Partial<CaptionLook>): ReelDesignInput['look'] {
  return { ...look, ...(font !== undefined && { font: font && upper(font) }), ...(position && { position: upper(position) }) };
}
