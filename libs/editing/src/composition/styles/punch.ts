import type { PlacedPhrase, PlacedWord } from '../../captions/index.js';
import { animate, colour, number } from '../ass.js';
import { mix, WHITE } from '../colour.js';
import { middleOf } from '../middle.js';
import { LAYERS } from '../scene.js';
import type { Scene } from '../scene.js';
import { outlineOf } from '../tone.js';

/** Words to come: a light grey, 4.5:1 on the black outline by far. */
const TO_COME = '#c9ccd3';
/** As much of another colour shows through. */
const TO_COME_SHARE = 0.8;
const OUTLINE = 0.1;
const POP_MS = 80;
const POP_EARLY_MS = 30;
const POP_PERCENT = 112;
const LEAN_DEGREES = 2;
const FADE_IN_MS = 60;

/** Punch: few words, loud, with a heavy outline; the word being said pops and leans over its neighbours. */
export function drawPunch(scene: Scene, phrases: readonly PlacedPhrase[]): void {
  for (const phrase of phrases) for (const word of phrase.words) drawWord(scene, phrase, word);
}

const outlined = (hex: string): string => `\\3c${colour(outlineOf(hex))}`;

function drawWord(scene: Scene, phrase: PlacedPhrase, word: PlacedWord): void {
  const { document, palette, look, direction, part } = scene;
  const { set, size } = word;
  const body = document.text(set, size, direction);
  const said = look.colour ?? WHITE;
  const lit = look.highlight ?? palette.pop;
  const toCome = look.colour === null ? TO_COME : mix(outlineOf(said), said, TO_COME_SHARE);
  const tags = `${middleOf(scene, word)}\\bord${number(OUTLINE * size)}`;
  const popAt = Math.max(phrase.startMs, word.startMs - POP_EARLY_MS);
  // Settles while the next one pops.
  const restAt = Math.max(popAt, Math.min(phrase.endMs, word.endMs - POP_EARLY_MS));
  const appear = phrase.startMs === 0 ? '' : `\\fad(${FADE_IN_MS},0)`;
  const popped = `\\fscx${POP_PERCENT}\\fscy${POP_PERCENT}\\frz${LEAN_DEGREES}`;
  document.add({ layer: LAYERS.text, startMs: phrase.startMs, endMs: popAt, part, tags: `${tags}${outlined(said)}\\1c${colour(toCome)}${appear}`, body });
  document.add({ layer: LAYERS.top, startMs: popAt, endMs: restAt, part, tags: `${tags}${outlined(lit)}\\1c${colour(lit)}${animate(popAt, popAt, popAt + POP_MS, popped, 0.6)}`, body });
  document.add({
    layer: LAYERS.text,
    startMs: restAt,
    endMs: phrase.endMs,
    part,
    tags: `${tags}${outlined(lit)}${popped}\\1c${colour(lit)}${animate(restAt, restAt, restAt + POP_MS, `\\fscx100\\fscy100\\frz0\\1c${colour(said)}${outlineOf(said) === outlineOf(lit) ? '' : outlined(said)}`, 0.6)}`,
    body,
  });
}
