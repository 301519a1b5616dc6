import type { CaptionStyle } from '@reels/contracts';
import type { PlacedPhrase } from '../../captions/index.js';
import type { Scene } from '../scene.js';
import { drawCapsule } from './capsule.js';
import { drawKaraoke } from './karaoke.js';
import { drawPaper } from './paper.js';
import { drawPunch } from './punch.js';
import { drawSolo } from './solo.js';
import { drawStack } from './stack.js';
import { drawStudio } from './studio.js';
import { drawSubtitle } from './subtitle.js';
import { drawTypewriter } from './typewriter.js';

/** `overPicture`: what lies behind is the episode's picture or its blurred copy, of any colour. */
type CaptionDrawing = (scene: Scene, phrases: readonly PlacedPhrase[], overPicture: boolean) => void;

/** How each caption style draws and lights the words at their places. */
export const CAPTION_DRAWINGS: Record<CaptionStyle, CaptionDrawing> = {
  studio: drawStudio,
  paper: drawPaper,
  punch: drawPunch,
  capsule: drawCapsule,
  solo: drawSolo,
  karaoke: drawKaraoke,
  stack: drawStack,
  subtitle: drawSubtitle,
  typewriter: drawTypewriter,
};
