import { registerEnumType } from '@nestjs/graphql';
import {
  ARTIFACT_KINDS,
  BACKGROUNDS,
  CAPTION_FONTS,
  CAPTION_POSITIONS,
  CAPTION_STYLES,
  HIGHLIGHT_STATES,
  LAYOUTS,
  PROGRESS_KINDS,
  PROJECT_STATES,
  REEL_STATES,
  STAGES,
} from '@reels/contracts';
import type { Aspect, WordTiming } from '@reels/contracts';
import { UPLOAD_STATES } from '@reels/records';

/** An enum whose names are the contract's values in upper case; inside the code they stay the contract's values. */
function contractEnum<T extends string>(name: string, values: readonly T[], description: string): Record<string, T> {
  const names = Object.fromEntries(values.map((value) => [value.toUpperCase(), value]));
  registerEnumType(names, { name, description });
  return names;
}

const WORD_TIMINGS: readonly WordTiming[] = ['aligned', 'recognized', 'given', 'interpolated'];

export const StageEnum = contractEnum('Stage', STAGES, `The stages of a project, in this order: ${STAGES.join(', ')}.`);
export const ProjectStateEnum = contractEnum('ProjectState', PROJECT_STATES, 'WAITING: the highlights wait for approval.');
export const HighlightStateEnum = contractEnum('HighlightState', HIGHLIGHT_STATES, 'What was decided about a highlight.');
export const ReelStateEnum = contractEnum(
  'ReelState',
  REEL_STATES,
  'READY: the finished video was measured and passed its checks.',
);
export const ArtifactKindEnum = contractEnum('ArtifactKind', ARTIFACT_KINDS, 'What a stored object is.');
export const ProgressKindEnum = contractEnum('ProgressKind', PROGRESS_KINDS, 'What an event of the journal tells.');
export const WordTimingEnum = contractEnum(
  'WordTiming',
  WORD_TIMINGS,
  'How sure the times of words are, from the best to the coarsest.',
);
export const CaptionChoiceEnum = contractEnum(
  'CaptionChoice',
  ['auto', ...CAPTION_STYLES, 'none'] as const,
  'AUTO: STUDIO for audio, PUNCH over video.',
);
export const LayoutChoiceEnum = contractEnum(
  'LayoutChoice',
  ['auto', ...LAYOUTS] as const,
  'AUTO: FIT when the episode has a moving picture, else AUDIOGRAM.',
);
const ASPECT_NAMES: Record<string, Aspect> = { PORTRAIT: '9:16', SQUARE: '1:1', TALL: '4:5', WIDE: '16:9' };
registerEnumType(ASPECT_NAMES, {
  name: 'Aspect',
  description: 'Width to height: PORTRAIT 9:16, SQUARE 1:1, TALL 4:5, WIDE 16:9.',
});
export const AspectEnum = ASPECT_NAMES;
export const CaptionFontEnum = contractEnum('CaptionFont', CAPTION_FONTS, 'Families that captions can be set in.');
export const CaptionPositionEnum = contractEnum(
  'CaptionPosition',
  CAPTION_POSITIONS,
  'AUTO: where the style and the layout want them.',
);
export const BackgroundChoiceEnum = contractEnum(
  'BackgroundChoice',
  BACKGROUNDS,
  'What lies behind a reel, and the palette that its accents come from. AUTO: by the cover art, or by the name of the show.',
);
export const UploadStateEnum = contractEnum('UploadState', UPLOAD_STATES, 'ABORTED: its bytes are gone or going.');
