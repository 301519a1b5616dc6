import type { CaptionLook, FontBook, Palette } from '@reels/contracts';
import type { Direction, PlacedPhrase } from '../captions/index.js';
import { alpha, animate, colour, DRAWING, number, roundedRect } from './ass.js';
import type { AssDocument } from './ass.js';
import type { Label } from './label.js';
import type { Places } from './places.js';
import type { Tone } from './tone.js';

/** Layers from back to front. */
export const LAYERS = { plate: 0, waveform: 1, live: 2, mark: 3, text: 4, top: 5 } as const;

/** What every part of a composition needs to draw itself. */
export interface Scene {
  document: AssDocument;
  /** What stands still from the first frame to the last: the lettering of the still, or the document itself. */
  standing: AssDocument;
  fonts: FontBook;
  palette: Palette;
  tone: Tone;
  places: Places;
  /** What of the captions is not as their style has it. */
  look: CaptionLook;
  direction: Direction;
  language: string;
  durationMs: number;
  /** See `AssEvent`. */
  part: string;
}

/** The scene for what does not change while the reel runs. */
export const standing = (scene: Scene): Scene => ({ ...scene, document: scene.standing });

/** Where a text's top left corner lies, for `\an7`. */
export const textOrigin = ({ set, size, x, baseline }: Pick<Label, 'set' | 'size' | 'x' | 'baseline'>): { x: number; y: number } => ({ x: x - set.inset * size, y: baseline - set.ascent * size });

/** A text that stands still. `opacity` 0..1. */
export function drawLabel(scene: Scene, label: Label, look: { hex: string; opacity?: number; layer?: number; tags?: string }, startMs = 0, endMs = scene.durationMs): void {
  const { x, y } = textOrigin(label);
  const opacity = look.opacity === undefined || look.opacity === 1 ? '' : `\\1a${alpha(look.opacity)}`;
  scene.document.add({
    layer: look.layer ?? LAYERS.text,
    startMs,
    endMs,
    part: scene.part,
    tags: `\\pos(${number(x)},${number(y)})\\1c${colour(look.hex)}${opacity}${look.tags ?? ''}`,
    body: scene.document.text(label.set, label.size, scene.direction),
  });
}

/** A shape in frame coordinates; `commands` as from `roundedRect`. */
export function drawShape(scene: Scene, commands: string, look: { hex: string; opacity?: number; layer: number; tags?: string }, startMs = 0, endMs = scene.durationMs): void {
  const opacity = look.opacity === undefined || look.opacity === 1 ? '' : `\\1a${alpha(look.opacity)}`;
  scene.document.add({ layer: look.layer, startMs, endMs, part: scene.part, tags: `${DRAWING}\\1c${colour(look.hex)}${opacity}${look.tags ?? ''}`, body: commands });
}

/** How a phrase comes and goes. */
const FADE_IN_MS = 110;
const FADE_OUT_MS = 140;
const RISE_PX = 14;

/** The tags with which a word of a phrase comes in: it rises a little and fades in; the reel's first phrase stands there at once. */
export function arrival(at: { x: number; y: number }, phrase: { startMs: number; endMs: number; followed: boolean }, durationMs: number): string {
  const leaves = phrase.followed || phrase.endMs >= durationMs ? 0 : FADE_OUT_MS;
  if (phrase.startMs === 0) return `\\pos(${number(at.x)},${number(at.y)})${leaves ? `\\fad(0,${leaves})` : ''}`;
  return `\\move(${number(at.x)},${number(at.y + RISE_PX)},${number(at.x)},${number(at.y)},0,${FADE_IN_MS})\\fad(${FADE_IN_MS},${leaves})`;
}

/** The same for what lies under a phrase, which fades only. */
export function fading(phrase: { startMs: number; endMs: number; followed: boolean }, durationMs: number): string {
  const leaves = phrase.followed || phrase.endMs >= durationMs ? 0 : FADE_OUT_MS;
  return phrase.startMs === 0 && leaves === 0 ? '' : `\\fad(${phrase.startMs === 0 ? 0 : FADE_IN_MS},${leaves})`;
}

/** A word begins to light up so long before it is said: the eye needs it, and half of the change is over when it sounds. */
export const LIGHT_MS = 80;
const LIGHT_EARLY_MS = 40;
const DIM_MS = 160;

/** Lights a word while it is said: from its first look to `lit`, then to `said`. */
export const lighting = (eventStartMs: number, word: { startMs: number; endMs: number }, lit: string, said: string): string =>
  animate(eventStartMs, word.startMs - LIGHT_EARLY_MS, word.startMs - LIGHT_EARLY_MS + LIGHT_MS, lit) + animate(eventStartMs, word.endMs, word.endMs + DIM_MS, said);

const PLATE = { padX: 34, padY: 18, radius: 30, opacity: 0.86 };

/** A dark plate under a phrase, on a picture. */
export function drawPlate(scene: Scene, phrase: PlacedPhrase): void {
  const { x, y, width, height } = phrase.box;
  const plate = { x: x - PLATE.padX, y: y - PLATE.padY, width: width + 2 * PLATE.padX, height: height + 2 * PLATE.padY };
  drawShape(scene, roundedRect(plate, PLATE.radius), { hex: scene.palette.ground, opacity: PLATE.opacity, layer: LAYERS.plate, tags: fading(phrase, scene.durationMs) }, phrase.startMs, phrase.endMs);
}
